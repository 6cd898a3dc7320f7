import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asksHow, howTo, stepsFirst } from '../../../answer/compose/how-to.ts';
import type { LookUpContext } from '../../../answer/look-up/finding.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { evidenceFrom, evidenceOf, refOf } from '../../support/evidence.ts';
import { sampleStore } from '../../support/sample-graph.ts';

let store: GraphStore;
let context: LookUpContext;
beforeAll(async () => {
  store = await sampleStore();
  context = { store, viewer: anyEmployee, on: '2026-11-20' };
});
afterAll(() => store.close());

const found = async (question: string, about: string) =>
  howTo(question, stepsFirst(await evidenceFrom(store, anyEmployee, [await refOf(store, about)])), context);

describe('a question how something is done', () => {
  test.each([
    'how do I refund a crossing?',
    'steps to refund',
    'what is the procedure for refunds?',
    'walk me through a refund',
  ])('gets the steps of the procedure, numbered, with who does them and the source: %s', async (question) => {
    const statements = (await found(question, 'Refund a cancelled crossing')) ?? [];
    const text = statements.map((each) => each.text).join('\n');
    expect(text).toMatch(
      /1\. .*Open the booking[\s\S]*2\. .*Refund in full[\s\S]*3\. .*second pair of eyes[\s\S]*4\. .*Tell the passenger/,
    );
    expect(text).toContain('Fares Desk');
    expect(statements.flatMap(({ sources }) => sources.map(({ path }) => path))).toContain('procedures/refund.md');
  });

  test('gets no steps of a page that has none', async () => {
    expect(await found('how do I book a hotel?', 'Travel policy')).toBeUndefined();
  });
});

describe('how it is asked how something is done', () => {
  test.each([
    'how can I book the ramp?',
    'booking the ramp, how?',
    'the ramp is stuck. whats the drill for closing it',
    'what is our usual routine for a spill?',
    'Closing a herd book: what has to be done?',
    'a cow is ill. what needs to happen?',
    'what do I need to do to join the choir?',
    'setting up the scanner, what do I click?',
    'what can we do without calling the vet?',
    'guide me through mooring',
    'tell me how the scales are set',
    'what is there to do when a berth is free?',
    'steps for a new ward pls',
  ])('%s', (question) => {
    expect(asksHow(question)).toBe(true);
  });

  test.each([
    'how many berths are there?',
    'how long is the quay?',
    'when is the next fire drill?',
    'who runs the ward?',
    'what does the vet do?',
    'what do I get for a night shift?',
  ])('is another question: %s', (question) => {
    expect(asksHow(question)).toBe(false);
  });
});

test('the only list of a page is told for what stands above it, not for a section beside it', async () => {
  const sections = await evidenceFrom(store, anyEmployee, [await refOf(store, 'Refund a cancelled crossing')]);
  const found = (anchor: string, heading: string[]) => ({
    ...sections[0]!,
    passage: { ...sections[0]!.passage, anchor, heading },
  });
  const above = found('top', ['Refund a cancelled crossing']);
  expect(await howTo('how do I refund?', [above, ...sections], context)).toBeDefined();
  const beside = found('lost', ['Refund a cancelled crossing', 'Lost property']);
  expect(await howTo('how do I claim?', [beside, ...sections], context)).toBeUndefined();
});

test('another question gets no steps', async () => {
  expect(await found('which refunds need approval?', 'Refund a cancelled crossing')).toBeUndefined();
  expect(await howTo('how do I refund?', [], context)).toBeUndefined();
});

describe('sections with steps', () => {
  const about = (score: number, text: string) => ({ ...evidenceOf(text), score });

  test('come before others that are about as near', () => {
    const near = about(0.5, 'When to do it.');
    const steps = about(0.45, '1. Do it.\n2. Say so.');
    expect(stepsFirst([near, steps])).toEqual([steps, near]);
    expect(stepsFirst([near, about(0.45, '#### Step 1\nDo it.\n\n**Step 2** Say so.')])[1]).toBe(near);
  });

  test.each([
    ['checklists', ['', '- [ ] Do it.\n- [x] Say so.']],
    ['headings that are numbered', ['1. Do', 'Do it.'], ['2. Say', 'Say so.'], ['3. Go', 'Leave.']],
  ])('are also %s', (_what, ...sections) => {
    const near = { ...about(0.5, 'When to do it.'), passage: { ...evidenceOf('').passage, ref: 'article:other' } };
    const steps = sections.map(([heading = '', text = ''], order) => ({
      ...evidenceOf(text, { passage: { id: `a#${order}`, heading: [heading], order } }),
      score: 0.45,
    }));
    expect(stepsFirst([near, ...steps])).toEqual([...steps, near]);
  });

  test('do not come before what is far nearer, and one number is no list', () => {
    const near = about(0.8, 'When to do it.');
    expect(stepsFirst([near, about(0.45, '1. Do it.\n2. Say so.')])[0]).toBe(near);
    expect(stepsFirst([near, about(0.75, '1. Do it.')])[0]).toBe(near);
  });
});
