import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkReply } from '../../../answer/check/check-reply.ts';
import { citedIn, withoutMarks } from '../../../answer/check/citation-marks.ts';
import { companyNames } from '../../../answer/check/company-names.ts';
import { figuresIn } from '../../../answer/check/figures.ts';
import { linksIn } from '../../../answer/check/links.ts';
import { isLeadIn, replyLines } from '../../../answer/check/reply-lines.ts';

const evidence = [1, 2, 3].map((n) => ({
  n,
  title: 'Page',
  source: 'page.md',
  text: `Ada Lovelace says ${n}00, see https://page.example/${n} or mail m${n}@page.example`,
}));
const namesIn = companyNames(['Ada Lovelace', 'Grace Hopper', 'Gatehouse'].map((name) => ({ name, aliases: [] })));

const parts = [
  'Ada Lovelace',
  'Grace Hopper',
  'Ask Gatehouse',
  'it is',
  '100',
  '300',
  '7',
  'twelve',
  '1,100',
  '2.5 %',
  'https://page.example/1',
  'https://evil.example',
  'www.evil.example',
  '[here](https://page.example/2)',
  '![x](/p.gif)',
  'm1@page.example',
  '[1]',
  '[2]',
  '[3]',
  '[4]',
  '[0]',
  '[1, 2]',
  '[1][9]',
  '【3】',
  '. ',
  '! ',
  '? ',
  '。',
  '…',
  ': ',
  ':\n',
  '\n',
  '\n\n',
  '- ',
  '2. ',
  '> ',
  '# ',
  '**',
  '_',
  '`',
  '```\n',
  '|',
  '|---|---|\n',
  'e.g. ',
  'then ',
  'So ',
  '"',
  ')',
];
const reply = fc.oneof(
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...parts) },
        { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
      ),
      { maxLength: 40 },
    )
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

test('whatever a model says: every statement that is shown has citations, all of them resolve, and all it tells is in the evidence', () => {
  const everything = evidence.map(({ text }) => text).join('\n');
  fc.assert(
    fc.property(reply, (text) => {
      const checked = checkReply({ reply: text, evidence, namesIn });
      const lines = replyLines(checked.text);
      for (const { sort, sentences } of lines) {
        if (sort === 'code') continue;
        for (const sentence of sentences) {
          for (const number of citedIn(sentence)) expect([1, 2, 3]).toContain(number);
          if (sort === 'text' && !isLeadIn(sentence)) expect(citedIn(sentence)).not.toEqual([]);
          const claim = withoutMarks(sentence);
          for (const figure of figuresIn(claim).keys()) expect([...figuresIn(everything).keys()]).toContain(figure);
          for (const link of linksIn(claim)) expect([...linksIn(everything)]).toContain(link);
          for (const name of namesIn(claim)) expect(name).toBe('ada lovelace');
        }
      }
      if (checked.text !== '') expect(checked.cited).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
