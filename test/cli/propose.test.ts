import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ingest } from '../../cli/commands/ingest.ts';
import { propose } from '../../cli/commands/propose.ts';
import { ask } from '../../cli/commands/ask.ts';
import type { Kiki } from '../../cli/open-kiki.ts';
import { createEditor } from '../../graph/edits.ts';
import { createReviewer } from '../../graph/review.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { chatEndpoint, refused, streamed } from '../support/chat-endpoint.ts';
import { openTestKiki, plainIngest } from '../support/open-test-kiki.ts';
import { recordingIo } from '../support/recording-io.ts';
import { smallConfig, smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const endpoint = chatEndpoint();
const newFolder = temporaryFolders();
const files = {
  ...smallFiles,
  'kiki.yaml': `${smallConfig}  - { name: wiki, kind: pages, root: wiki }\n`,
  'wiki/payments.md': '---\nkind: team\n---\n\n# Payments\n\nBo Lind knows **Refunds** best.\n',
  'wiki/refunds.md': '---\nkind: system\n---\n\n# Refunds\n',
};
const said = JSON.stringify({
  facts: [
    { subject: 'Bo Lind', relation: 'EXPERT_IN', object: 'Refunds', role: null, quote: 'Bo Lind knows Refunds best.' },
    { subject: 'Bo Lind', relation: 'EXPERT_IN', object: 'Refunds', role: null, quote: 'Bo Lind wrote Refunds.' },
  ],
});
const options = { limit: 50, json: false };

let folder: string;
let kiki: Kiki;
beforeEach(async () => {
  folder = newFolder();
  writeFiles(folder, files);
  kiki = await openTestKiki(folder, { KIKI_MODEL: 'tiny', OPENAI_BASE_URL: endpoint.url() });
  expect(await ingest(kiki, plainIngest, recordingIo())).toBe(0);
});
afterEach(() => kiki.close());

describe('propose', () => {
  test('reads pages, says what it did, and goes on where it ended', async () => {
    endpoint.replies = [streamed([said])];
    const io = recordingIo();
    expect(await propose(kiki, options, io)).toBe(0);
    expect(io.outs).toEqual([
      '1 pages read; 1 proposals to review at /admin/proposals.',
      'Not proposed: 1 the quote does not stand on the page.',
    ]);
    const again = recordingIo();
    expect(await propose(kiki, options, again)).toBe(0);
    expect(again.outs).toEqual(['Every page has been read as it is now.']);
    expect(endpoint.requests).toHaveLength(1);
  });

  test('what is accepted is answered with its page as the source, also after the next ingest', async () => {
    endpoint.replies = [streamed([said])];
    await propose(kiki, options, recordingIo());
    const { store } = kiki;
    const [proposal] = (await store.proposals(localAdmin, { status: 'open' })).items;
    const actor = { type: 'person', id: 'x', name: 'Ed Itor' } as const;
    await createReviewer({ store, editor: createEditor({ store }) }).accept(actor, localAdmin, proposal?.id ?? '');
    writeFiles(folder, { 'wiki/refunds.md': `${files['wiki/refunds.md']}\nIt refunds.\n` });
    await ingest(kiki, plainIngest, recordingIo());
    const experts = (await store.entity(anyEmployee, 'system:refunds'))?.relations.filter(
      ({ relation }) => relation === 'EXPERT_IN',
    );
    expect(experts).toMatchObject([
      { other: { name: 'Bo Lind' }, sources: [{ source: 'people', by: 'Ed Itor', path: 'team:payments#top' }] },
    ]);
    const io = recordingIo();
    await ask(kiki, { question: 'Who are the experts in Refunds?', json: true }, io);
    const answer = JSON.parse(io.outs.join('')) as { text: string; citations: { source: object }[] };
    expect(answer.text).toContain('Bo Lind');
    expect(answer.citations.map(({ source }) => source)).toContainEqual(
      expect.objectContaining({ name: 'people', url: '/wiki/team:payments#top' }),
    );
  });

  test('a model that can’t be asked is an error with a way to fix it', async () => {
    endpoint.replies = [refused(401, { error: { message: 'no' } })];
    await expect(propose(kiki, options, recordingIo())).rejects.toMatchObject({ fix: 'Set OPENAI_API_KEY' });
  });

  test('pages of which nothing can be used are named, and are no success', async () => {
    endpoint.replies = [streamed(['no idea'])];
    const io = recordingIo();
    expect(await propose(kiki, { ...options, json: true }, io)).toBe(1);
    expect(JSON.parse(io.outs.join(''))).toMatchObject({ read: 0, failed: 1, left: 1 });
  });
});

test('without a model, propose says what to set', async () => {
  const bare = newFolder();
  writeFiles(bare, files);
  const plain = await openTestKiki(bare);
  try {
    await expect(propose(plain, options, recordingIo())).rejects.toMatchObject({
      code: 'invalid',
      fix: expect.stringContaining('KIKI_MODEL'),
    });
  } finally {
    await plain.close();
  }
});
