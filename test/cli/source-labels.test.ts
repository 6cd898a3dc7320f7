import { expect, test } from '@jest/globals';
import { createSourceLabels, withLabels } from '../../cli/source-labels.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { answerOf, citationOf } from '../support/answers.ts';

const config = parseConfigFile(
  { company: 'Acme', sources: [{ name: 'hr-export', label: 'HR', kind: 'pages', files: '*.md', root: '.' }] },
  'kiki.yaml',
);

test('readers of Slack see the label of a source, not its name in kiki.yaml', async () => {
  const ask = withLabels(
    () => Promise.resolve(answerOf('Ada [1]', { citations: [citationOf(1)] })),
    createSourceLabels(config),
  );
  const { citations } = await ask({ question: 'who?', asker: anyEmployee });
  expect(citations.map(({ source }) => source.name)).toEqual(['HR']);
});

test('a source without a label, or edits by hand, have a name too', () => {
  const labels = createSourceLabels(config);
  expect([labels('people'), labels('gone')]).toEqual(['Edits in Kiki', 'gone']);
});
