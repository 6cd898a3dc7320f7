import { expect, test } from '@jest/globals';
import { headingText } from '../../../ingest/pages/heading-text.ts';

test.each([
  ['**Setup** {#one}', 'Setup'],
  ['A [link](y.md) <br/>', 'A link'],
  ['Roles within the `<TEAM NAME>`', 'Roles within the <TEAM NAME>'],
  ['`snake_case` and `a*b`', 'snake_case and a*b'],
  ['The [`dock list` command](x.md) of ``v1``', 'The dock list command of v1'],
  ['`never closed <b>x</b>', 'never closed x'],
])('the heading %j is %j', (heading, text) => {
  expect(headingText(heading)).toBe(text);
});
