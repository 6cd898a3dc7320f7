import { expect, test } from '@jest/globals';
import { readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const folder = temporaryFolder();

test('front matter that a rule ignores says nothing of kind, date, author, fields and relations, and is there for expressions', async () => {
  const front =
    'kind: procedure\nAbout: Ask to become a member\nlast_updated: 2026-01-31\nauthor: a bot\nowner: Platform';
  writeFiles(folder, { 'a.md': `---\n${front}\n---\n# Membership\n` });
  const read = async (rule: string) => {
    const { records, warnings } = await readFirst(`sources: [{ name: wiki, kind: pages, pages: [${rule}] }]`, folder);
    expect(warnings).toEqual([]);
    const [{ draft } = { draft: undefined }] = records;
    const relations = draft?.claims.flatMap((claim) => (claim.about === 'relation' ? [claim.relation] : []));
    const fields = draft?.claims.flatMap((claim) =>
      claim.about === 'field' ? [`${claim.field} ${String(claim.value)}`] : [],
    );
    return [draft?.kind, draft?.statedAt, draft?.statedBy, relations, fields];
  };
  expect(await read('{}')).toEqual(['Procedure', '2026-01-31', 'a bot', ['ABOUT', 'OWNS'], ['name Membership']]);
  const rule = '{ ignore: [kind, about, Last updated, author], fields: { description: front.About } }';
  expect(await read(rule)).toEqual([
    'Article',
    undefined,
    undefined,
    ['OWNS'],
    ['name Membership', 'description Ask to become a member'],
  ]);
  expect((await read('{ ignore: about }'))[3]).toEqual(['OWNS']);
});
