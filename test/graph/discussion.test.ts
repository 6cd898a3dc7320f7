import { expect, test } from '@jest/globals';
import { linkMentions, mentionsIn } from '../../graph/discussion/mentions.ts';

const people = new Map([
  ['Ada', { ref: 'person:ada', name: 'Ada' }],
  ['Ada Lovelace', { ref: 'person:ada-lovelace', name: 'Ada Lovelace' }],
  ['grace-hopper', { ref: 'person:grace-hopper', name: 'Grace [Hopper]' }],
  ['ada@example.com', { ref: 'person:ada-lovelace', name: 'Ada Lovelace' }],
]);
const link = (text: string) => linkMentions(text, (name) => people.get(name));
const ada = '[@Ada Lovelace](/wiki/person:ada-lovelace)';

test.each([
  ['@Ada Lovelace, is it so?', `${ada}, is it so?`],
  ['Ask @Ada Lovelace’s team', `Ask ${ada}’s team`],
  ['@Ada knows', '[@Ada](/wiki/person:ada) knows'],
  ['(@ada@example.com)', `(${ada})`],
  ['cc @grace-hopper.', 'cc [@Grace \\[Hopper\\]](/wiki/person:grace-hopper).'],
  [ada, ada],
  ['mail ada@Ada or @Nobody', 'mail ada@Ada or @Nobody'],
  ['`@Ada` and\n```\n@Ada\n``` @Ada', '`@Ada` and\n```\n@Ada\n``` [@Ada](/wiki/person:ada)'],
])('%j names people', (text, linked) => {
  expect(link(text)).toBe(linked);
  expect(link(linked)).toBe(linked);
});

test('a text mentions each person once, and nobody in code', () => {
  expect(
    mentionsIn(`${ada} ${ada} [@Grace \\[Hopper\\]](/wiki/person:grace-hopper) \`[@Ada](/wiki/person:ada)\``),
  ).toEqual(['person:ada-lovelace', 'person:grace-hopper']);
  expect(mentionsIn('[@x](/wiki/../etc) [@x](javascript:1) [Ada](/wiki/person:ada)')).toEqual([]);
});

test('long hostile texts are read in no time', () => {
  const started = performance.now();
  for (const piece of ['@', '@a ', '[@', '`', '@a@a.', '[@\\]'])
    expect(mentionsIn(link(piece.repeat(10_000 / piece.length)))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(2000);
});
