import { openEmbedded } from '../../graph/engines/embedded/engine.ts';
import { kiki } from '../../schema/actor.ts';
import { describeError, KikiError } from '../../schema/errors.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { storeOn } from './engines.ts';
import { field, record } from './records.ts';

/** A process that writes to an embedded graph until the disk refuses, and prints as JSON what it met: `graph-filler.ts FOLDER`. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: graph-filler.ts FOLDER');
const store = await storeOn(await openEmbedded({ folder }));
const outcome = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return { code: error instanceof KikiError ? error.code : 'not a KikiError', says: describeError(error) };
  }
};
let acknowledged = 0;
const write = await outcome(async () => {
  for (; acknowledged < 10_000; acknowledged += 1) {
    const title = field('title', 'x'.repeat(15_000));
    const person = record({ kind: 'Person', key: `E${acknowledged}`, name: `Person ${acknowledged}`, claims: [title] });
    await store.apply(kiki, { upserts: [person], removals: [] });
  }
});
const read = await outcome(() => store.countKinds(anyEmployee));
const close = await outcome(() => store.close());
process.stdout.write(JSON.stringify({ acknowledged, write, read, close }));
