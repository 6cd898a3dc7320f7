import { openEmbedded } from '../../graph/engines/embedded/engine.ts';
import { kiki } from '../../schema/actor.ts';
import { storeOn } from './engines.ts';
import { field, record, related } from './records.ts';

/**
 * A process that writes to an embedded graph until it is killed: `graph-writer.ts FOLDER FIRST`. Each write is a pair of people who name
 * each other and carry its number; the number is printed once the write is acknowledged.
 */
const [folder, first] = process.argv.slice(2);
if (folder === undefined || first === undefined) throw new Error('Usage: graph-writer.ts FOLDER FIRST');
const store = await storeOn(await openEmbedded({ folder }));
await store.settle(kiki);
process.stdout.write('open\n');
for (let number = Number(first); ; number += 1) {
  const pair = ['left', 'right'].map((side, index) =>
    record({
      kind: 'Person',
      key: `${side} of the pair ${number}`,
      name: `${side} person${number}`,
      claims: [
        field('title', `Title ${number}`),
        related('REPORTS_TO', `${index === 0 ? 'right' : 'left'} of the pair ${number}`),
      ],
      passages: [{ heading: [], text: `Prose of number${number}. ${'More of it. '.repeat(100)}` }],
    }),
  );
  await store.apply(kiki, { upserts: pair, removals: [] });
  process.stdout.write(`${number}\n`);
}
