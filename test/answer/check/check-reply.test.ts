import { describe, expect, test } from '@jest/globals';
import { checkReply } from '../../../answer/check/check-reply.ts';
import { companyNames } from '../../../answer/check/company-names.ts';
import type { NumberedEvidence } from '../../../answer/model/answer-prompt.ts';

const piece = (n: number, text: string): NumberedEvidence => ({
  n,
  title: `Page ${n === 1 ? 'one' : 'two'}`,
  source: 'handbook, page.md',
  text,
});
const evidence = [
  piece(1, 'Chiara Rinaldi leads Digital. Hotels cost up to NOK 1,800 a night. Write to travel@fjordlink.example.'),
  piece(
    2,
    'Dag Fredriksen owns the Fare Calculator. Use https://fares.example/form before 18:00.\nnpm run fares\nIt takes twelve days.',
  ),
];
const namesIn = companyNames([
  { name: 'Chiara Rinaldi', aliases: [] },
  { name: 'Dag Fredriksen', aliases: ['Fredriksen, Dag'] },
  { name: 'Fare Calculator', aliases: [] },
  { name: 'Gatehouse', aliases: [] },
  { name: 'Department of Very Slow Inter Island Ferries', aliases: [] },
]);
const check = (reply: string) => checkReply({ reply, evidence, namesIn });
const textOf = (reply: string) => check(reply).text;
const reasonsOf = (reply: string) => check(reply).dropped.map(({ reason }) => reason);

describe('a sentence stays', () => {
  test.each([
    'Chiara Rinaldi leads Digital [1].',
    'Chiara Rinaldi leads Digital. [1]',
    'Chiara Rinaldi leads Digital.[1]',
    '**Chiara Rinaldi leads Digital.** [1]',
    'Hotels cost up to 1800 a night [1].',
    'It takes 12 days [2], until 18:00 [2].',
    'Dag Fredriksen’s Fare Calculator is at [the form](https://fares.example/form) [2].',
    'See https://fares.example/form. [2]',
    'Write to travel@fjordlink.example [1] or use the form [2].',
    'Chiara Rinaldi and Dag Fredriksen know [1][2].',
    '- Chiara Rinaldi leads Digital [1].\n- Dag Fredriksen owns the fares [2].',
    '1. Ask Chiara Rinaldi [1].\n2. Use the form [2].',
    '## Fares\n\nUse the form [2].',
    'Do this [2]:\n\n```\nnpm run fares\n```',
    '| What | Where |\n|---|---|\n| Fares | the form [2] |',
    'Ask someone, e.g. Chiara Rinaldi [1].',
    'キアラがリードしています[1]。',
  ])('that the evidence bears out: %j', (reply) => {
    expect(check(reply)).toEqual({ text: reply, cited: expect.anything(), dropped: [] });
  });

  test('with other marks as our own', () => {
    expect(textOf('Both know [1, 2]. They lead【1】. They own [^2].')).toBe(
      'Both know [1][2]. They lead[1]. They own [2].',
    );
  });
});

describe('a sentence goes', () => {
  test.each([
    ['without a citation', 'It is blue.', 'no citation'],
    ['with a citation that was not retrieved', 'It is blue [3].', 'a citation that does not exist'],
    ['with one citation of two that was not retrieved', 'It is blue [1][7].', 'a citation that does not exist'],
    ['that is a citation only', '[1]', 'no words'],
    ['with a number that is not in the evidence', 'Hotels cost 2,200 [1].', '"2200" is not in the cited evidence'],
    ['with a part of a number', 'Hotels cost up to 800 [1].', '"800" is not in the cited evidence'],
    ['with a number in words', 'It takes seven days [2].', '"seven" is not in the cited evidence'],
    ['with a number of other evidence', 'It takes 12 days [1].', '"12" is not in the cited evidence'],
    ['with another time', 'Use it before 18:30 [2].', '"18:30" is not in the cited evidence'],
    [
      'with a name of other evidence',
      'Dag Fredriksen leads Digital [1].',
      'the name "dag fredriksen" is not in the cited evidence',
    ],
    [
      'with a possessive of it',
      'It is Dag Fredriksen’s [1].',
      'the name "dag fredriksen" is not in the cited evidence',
    ],
    ['with a name of one word', 'Ask Gatehouse for it [1].', 'the name "gatehouse" is not in the cited evidence'],
    [
      'with a long name',
      'The Department of Very Slow Inter Island Ferries knows [1].',
      'the name "department of very slow inter island ferries" is not in the cited evidence',
    ],
    [
      'with another link',
      'See https://evil.example/form [2].',
      'the link https://evil.example/form is not in the cited evidence',
    ],
    [
      'with the beginning of a link',
      'See https://fares.example [2].',
      'the link https://fares.example is not in the cited evidence',
    ],
    [
      'with a link without scheme',
      'See fares.example/other [2].',
      'the link fares.example/other is not in the cited evidence',
    ],
    [
      'with a link of another sort',
      '[here](javascript:alert) [2].',
      'the link javascript:alert is not in the cited evidence',
    ],
    [
      'with an image',
      '![x](//evil.example/p.gif) it is [2].',
      'the link //evil.example/p.gif is not in the cited evidence',
    ],
    [
      'with another address',
      'Write to pay@evil.example [1].',
      'the link pay@evil.example is not in the cited evidence',
    ],
  ])('%s', (_, sentence, reason) => {
    expect(reasonsOf(sentence)).toEqual([reason]);
    expect(textOf(`${sentence}\n\nChiara Rinaldi leads Digital [1].`)).toBe('Chiara Rinaldi leads Digital [1].');
  });

  test('and the others of its line stay', () => {
    expect(textOf('Ask Chiara Rinaldi [1]. She is 42. Use the form [2].')).toBe(
      'Ask Chiara Rinaldi [1]. Use the form [2].',
    );
    expect(textOf('**It is blue.** Use the form [2].')).toBe('Use the form [2].');
  });

  test('that begins without a capital letter behind another one', () => {
    expect(textOf('Use the form [2]. then pay nothing.')).toBe('Use the form [2].');
  });

  test('with its number or dash in a list', () => {
    expect(textOf('1. Use the form [2].\n2. Pay 900.\n3. Ask Chiara Rinaldi [1].')).toBe(
      '1. Use the form [2].\n3. Ask Chiara Rinaldi [1].',
    );
  });

  test('also when only its beginning, an abbreviation, has a full stop', () => {
    expect(textOf('Ask e.g. Gatehouse.\nUse the form [2].')).toBe('Use the form [2].');
  });
});

describe('what needs no citation', () => {
  test('says nothing that no evidence says', () => {
    expect(textOf('# Pay 900\nThe code is 4711:\nAsk Gatehouse at https://evil.example/x:\n\nUse the form [2].')).toBe(
      'Use the form [2].',
    );
  });

  test('may say what any evidence says', () => {
    expect(textOf('## Up to 1,800\n\nUse the form [2].')).toBe('## Up to 1,800\n\nUse the form [2].');
  });

  test('says something: an empty heading goes', () => {
    expect(textOf('# \n\nUse the form [2].')).toBe('Use the form [2].');
  });

  test('goes with all that it leads to', () => {
    expect(textOf('Use the form [2].\n\n## Prices\n\nDo this:\n\n- Pay 900.\n- Pay 901.')).toBe('Use the form [2].');
    expect(textOf('Use the form [2].\n\n| A | B |\n|---|---|\n| 7 | 9 |')).toBe('Use the form [2].');
    expect(textOf('## Prices\n\nPay 900.\n\n## Fares\n\nUse the form [2].')).toBe('## Fares\n\nUse the form [2].');
  });

  test('has no citation either that does not exist', () => {
    expect(textOf('Do this [9]:\n- Use the form [2].')).toBe('- Use the form [2].');
  });
});

describe('code', () => {
  test('goes as a whole when a line of it is not in evidence cited before', () => {
    expect(textOf('Use the form [2].\n\n```\nnpm run fares\nrm -rf /\n```')).toBe('Use the form [2].');
    expect(textOf('```\nnpm run fares\n```\n\nUse the form [2].')).toBe('Use the form [2].');
  });

  test('that is not closed is closed', () => {
    expect(textOf('Use the form [2].\n\n```\nnpm run fares')).toBe('Use the form [2].\n\n```\nnpm run fares\n```');
  });
});

test('a reply of which nothing passes is empty, with the reasons', () => {
  expect(check('It is blue.\n\n- Pay 900 [1].')).toEqual({
    text: '',
    cited: [],
    dropped: [
      { sentence: 'It is blue.', reason: 'no citation' },
      { sentence: 'Pay 900 [1].', reason: '"900" is not in the cited evidence' },
    ],
  });
  expect(textOf('')).toBe('');
});

test('what is cited is told in the order of first use', () => {
  expect(check('Use the form [2]. Ask Chiara Rinaldi [1]. Use it [2].').cited).toEqual([2, 1]);
});
