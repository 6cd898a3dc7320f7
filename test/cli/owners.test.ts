import { expect, test } from '@jest/globals';
import { owners } from '../../cli/commands/owners.ts';
import { kiki } from '../../schema/actor.ts';
import { readEnvironment } from '../../schema/config.ts';
import { owner, ownersGraph } from '../support/owners.ts';
import { recordingIo } from '../support/recording-io.ts';

test('kiki owners says what would be sent to whom and what was sent, and sends nothing', async () => {
  const { store } = await ownersGraph(() => new Date());
  const said = { id: 'digest:x', kind: 'digest' as const, week: 'x', person: 'person:ada' };
  await store.claimOutreach(kiki, said);
  await store.moveOutreach(kiki, said.id, { from: ['open'], change: { state: 'sent' } });
  const findViewer = async (email: string) => (email === owner.email ? owner : undefined);
  const io = recordingIo();
  expect(await owners({ store, findViewer, environment: readEnvironment({}) }, { json: false }, io)).toBe(0);
  const told = io.outs.join('\n');
  expect(told).toMatch(
    /Ada \(person:ada\)\n {2}digest: +Your pages this week: .*\n {2}question: +A question about your page: /,
  );
  expect(told).toMatch(/digest: sent/);
  expect(told).not.toContain('Board minutes');
  expect(await store.outreachSince('')).toHaveLength(1);
  await store.close();
});
