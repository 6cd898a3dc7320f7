import { describe, expect, test } from '@jest/globals';
import { peopleListed } from '../../../../answer/compose/on-page/people-listed.ts';
import { pageOf } from '../../../support/page-sections.ts';

const harbour = pageOf('Who to ask at the harbour', [
  ['', 'Ask anybody.'],
  [
    'Boards > Harbour Board',
    'The board decides what is built.\n\nContact: Ada Vik (chair), Bo Lund, Cy Holm and Dia Moe',
  ],
  ['Boards > Trustees', 'They listen.\n\n- Eli Ro, since 2020\n- Fay Ost'],
  ['Boards > Pilots', 'Contact: pilots@port.example'],
  ['Boards > Divers', '- Gus Ree\n- bring a rope'],
]);
const listed = (question: string) => peopleListed(question, harbour)?.value;

describe('people below a heading are told', () => {
  test.each<[question: string, value: string[] | number | boolean]>([
    ['how many people are on the harbour board?', 4],
    ['list our trustees pls', ['Eli Ro', 'Fay Ost']],
    ["who's on the harbour board", ['Ada Vik', 'Bo Lund', 'Cy Holm', 'Dia Moe']],
    ['who are the trustees?', ['Eli Ro', 'Fay Ost']],
    ['is Bo Lund on the harbour board?', true],
    ['who is the chair?', ['Ada Vik']],
    ['is Ada Vik the chair?', true],
    ['is Bo Lund the chair?', false],
    ['is Eli Ro one of the harbour board members?', false],
  ])('%s', (question, value) => {
    expect(listed(question)).toEqual(value);
  });
});

test.each([
  ['of a role that nobody has there', 'who is the treasurer?'],
  ['of somebody who is not there', 'is Zoe Quay the chair?'],
  ['of a group that is not there', 'who is on the river board?'],
  ['of a group with no names', 'who are the pilots?'],
  ['where an entry is no name', 'how many divers are there?'],
  ['of what one of them does', 'who on the harbour board decides on piers?'],
  ['of nobody that is named', 'is he one of the trustees?'],
  ['where more is asked', 'how many trustees are older than 60?'],
])('nobody is told %s: %s', (_what, question) => {
  expect(listed(question)).toBeUndefined();
});
