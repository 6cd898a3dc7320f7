import { describe, expect, test } from '@jest/globals';
import {
  headedSteps,
  leadInTo,
  partAround,
  partOf,
  sentBelow,
  standsOut,
  wholeCourse,
} from '../../../answer/compose/part-of-page.ts';
import type { Passage } from '../../../schema/entity.ts';
import { evidenceOf } from '../../support/evidence.ts';

/** A page of sections, by their headings (`A > B`) and texts, in order. */
function pageOf(sections: readonly (readonly [heading: string, text: string])[]): Passage[] {
  return sections.map(
    ([heading, text], order) =>
      evidenceOf(text, {
        passage: { id: `article:x#${order}`, heading: heading === '' ? [] : heading.split(' > '), order },
      }).passage,
  );
}
const orders = (part: readonly Passage[]) => part.map(({ order }) => order);
const long = 'word '.repeat(300);

describe('where it is told how something is done', () => {
  const page = pageOf([
    ['', 'About releases.'],
    ['Release', 'We release in this order:'],
    ['Release > First', 'Tag it.'],
    ['Release > Second', 'Build it.'],
    ['Other', long],
    ['Elsewhere', long],
  ]);

  test('all headings of it are one part, whichever was found', () => {
    for (const at of [1, 2, 3]) expect(orders(partAround(page[at]!, page, { isHow: true }))).toEqual([1, 2, 3]);
  });

  test('a short page is one part, in the order of the page', () => {
    const short = page.slice(0, 4);
    expect(orders(partAround(short[3]!, [...short].reverse(), { isHow: true }))).toEqual([0, 1, 2, 3]);
  });

  test('of what is too long, as much as fits around the section that was found', () => {
    const steps = pageOf(Array.from({ length: 9 }, (_, step) => [`Steps > ${step}`, 'word '.repeat(160)] as const));
    const part = orders(partAround(steps[5]!, steps, { isHow: true }));
    expect(part).toContain(5);
    expect(part.length).toBeLessThan(5);
    expect(part).toEqual([...part].sort((a, b) => a - b));
  });
});

describe('a section with a list', () => {
  const page = pageOf([
    ['', 'About accounts.'],
    ['Granting access', '- Ask.\n- Wait.'],
    ['Before you begin', 'Sign in.'],
    ['Revoking access', '- Lock it.\n- Remove the keys.'],
    ['Revoking access > Keys', 'Both of them.'],
    ['History', 'Long ago.'],
  ]);
  const found = (scores: readonly number[]) =>
    page.map((passage, index) => ({ passage, coverage: 1, score: scores[index] ?? 0 }));

  test('stands out where nothing else on its page is about as near', () => {
    expect(standsOut(page[3]!, found([0.5, 0.55, 0.1, 0.7, 0.69]))).toBe(true);
    expect(standsOut(page[3]!, found([0.5, 0.65, 0.1, 0.7]))).toBe(false);
    expect(standsOut(page[5]!, found([0.1, 0.1, 0.1, 0.1, 0.1, 0.9]))).toBe(false);
  });

  test('is then told with what stands under it and what has to be there before', () => {
    expect(orders(partOf(page[3]!, page))).toEqual([2, 3, 4]);
  });
});

test('a long part that its first section leads in to is one part, without what stands before it', () => {
  const page = pageOf([
    ['Opening', long],
    ['Closing', 'Close it so:'],
    ['Closing > Boats', long],
    ['Closing > Gates', long],
    ['Repairs', long],
  ]);
  expect(orders(partAround(page[1]!, page, { isHow: true }))).toEqual([1, 2, 3]);
});

describe('otherwise', () => {
  test('a section is a part by itself', () => {
    const page = pageOf([
      ['A', 'word '.repeat(100)],
      ['A > B', 'More.'],
    ]);
    expect(orders(partAround(page[0]!, page, { isHow: false }))).toEqual([0]);
  });

  test('one that only leads in brings what stands under it, and nothing before it', () => {
    const page = pageOf([
      ['', 'Top.'],
      ['A', 'There are two:'],
      ['A > B', 'One.'],
      ['A > C', 'Two.'],
      ['D', 'Else.'],
    ]);
    expect(orders(partAround(page[1]!, page, { isHow: false }))).toEqual([1, 2, 3]);
  });

  test('a section of another page is by itself', () => {
    const [own] = pageOf([['A', 'x']]);
    expect(partAround(own!, [], { isHow: true })).toEqual([own]);
  });
});

describe('headings that are steps', () => {
  const page = pageOf([
    ['', 'How we survey.'],
    ['Survey', 'Six weeks before:'],
    ['Survey > 1. Decide', 'Who and why.'],
    ['Survey > 1. Decide > Goals', 'Write them down.'],
    ['Survey > Step 2: Review', 'Ask for it.'],
    ['Survey > 3) Publish', 'Send the link.'],
    ['Contacts', 'Us.'],
  ]);
  const stepsFrom = (at: number, of = page) => headedSteps(of[at]!, of)?.map(orders);

  test.each([
    ['above them', 1],
    ['one of them', 4],
    ['under one of them', 3],
  ])('are found from what stands %s, each with what is under it', (_where, at) => {
    expect(stepsFrom(at)).toEqual([[2, 3], [4], [5]]);
  });

  test.each([
    ['who takes it before its number', ['Hosts: Step 1: Ask', 'All: step 2', 'Hosts: Step 3. Thank']],
    ['the number of what is above', ['3. Ask > 3.1 Call', '3. Ask > 3.2 Write', '3. Ask > 3.3 Wait']],
  ])('may have %s', (_what, headings) => {
    expect(stepsFrom(1, pageOf(headings.map((heading) => [heading, 'x'] as const)))).toEqual([[0], [1], [2]]);
  });

  test('are led in to by what stands right above them', () => {
    expect(orders(leadInTo(headedSteps(page[4]!, page) ?? [], page))).toEqual([1]);
  });

  test('are none of what stands beside', () => {
    expect(stepsFrom(6)).toBeUndefined();
  });

  test.each([
    ['two only', ['A > 1. One', 'A > 2. Two']],
    ['numbers that are years', ['A > 2019 Berlin', 'A > 2020 Oslo', 'A > 2021 Rome']],
    ['numbers that go back', ['A > 3. Three', 'A > 2. Two', 'A > 1. One']],
    ['no numbers', ['A > One', 'A > Two', 'A > Three']],
  ])('are none with %s', (_what, headings) => {
    expect(stepsFrom(0, pageOf(headings.map((heading) => [heading, 'x'] as const)))).toBeUndefined();
  });
});

describe('a page that is one course in several sections', () => {
  const filler = 'It is a big barn. '.repeat(70);
  const sections = [
    ['', 'Why we do it.'],
    ['Before', `Tell the vet. Count the cows. ${filler}`],
    ['Transport', `Order the trucks. Load them. ${filler}`],
    ['After', `Count them again. Then sign the form. ${filler}`],
  ] as const;
  const named = (title: string, own: readonly (readonly [string, string])[] = sections) =>
    pageOf(own).map((passage) => ({ ...passage, title }));

  test.each(['Moving a herd', 'How to move a herd', 'HOWTO: herds', 'Move a herd', 'A guide to moving herds'])(
    'is one if it is called after what is done: %s',
    (title) => {
      const page = named(title);
      expect(orders(wholeCourse(page[2]!, [...page].reverse()) ?? [])).toEqual([0, 1, 2, 3]);
    },
  );

  test.each(['Herds', 'Herd policy', 'The barn', 'Working groups'])(
    'is none that is called after a thing: %s',
    (title) => {
      const page = named(title);
      expect(wholeCourse(page[2]!, page)).toBeUndefined();
    },
  );

  test('is none where the section lists the steps itself, where little of it tells what to do, or where it is long', () => {
    const listed = named('Moving a herd', [...sections, ['Steps', '1. Ask.\n2. Load.\n3. Go.']]);
    expect(wholeCourse(listed[4]!, listed)).toBeUndefined();
    const told = named('Moving a herd', [
      ...sections,
      ...['A', 'B', 'C'].map((each) => [each, 'Cows are big.'] as const),
    ]);
    expect(wholeCourse(told[1]!, told)).toBeUndefined();
    const long = named('Moving a herd', [...sections, ...sections.slice(1)]);
    expect(wholeCourse(long[1]!, long)).toBeUndefined();
  });
});

describe('a passage of a section that was too long for one', () => {
  const page = pageOf([
    ['Drills', '> Never with the cargo on board.'],
    ['Drills', long],
    ['Drills', '11. Go home.'],
    ['Cranes', 'Ask the master.'],
  ]);

  test('has what leads in to it', () => {
    expect(orders(partAround(page[1]!, page, { isHow: false }))).toEqual([0, 1]);
    expect(orders(partAround(page[2]!, page, { isHow: false }))).toEqual([2]);
    expect(orders(partAround(page[3]!, page, { isHow: false }))).toEqual([3]);
  });
});

describe('a section that sends its reader to the steps below', () => {
  const page = pageOf([
    ['', 'About us.'],
    ['Resigning', 'Tell your foreman and follow the steps below.'],
    ['How it goes', '1. Write to the office.\n2. Hand in the keys.'],
    ['How it goes', '3. Empty the locker.'],
    ['Being moved', 'The following steps are for foremen.'],
    ['Notice', 'Two weeks.'],
  ]);

  test('is told with them', () => {
    expect(orders(sentBelow(page[1]!, page) ?? [])).toEqual([1, 2, 3]);
  });

  test('is told alone where nothing below lists steps, or it does itself', () => {
    expect(sentBelow(page[4]!, page)).toBeUndefined();
    expect(sentBelow(page[2]!, page)).toBeUndefined();
    expect(sentBelow(page[0]!, page)).toBeUndefined();
  });
});
