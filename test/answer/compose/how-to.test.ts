import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { howTo } from '../../../answer/compose/how-to.ts';
import { stepsFirst } from '../../../answer/compose/steps-first.ts';
import type { LookUpContext } from '../../../answer/look-up/finding.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { evidenceFrom, refOf } from '../../support/evidence.ts';
import { sampleStore } from '../../support/sample-graph.ts';

let store: GraphStore;
let context: LookUpContext;
beforeAll(async () => {
  store = await sampleStore();
  context = { store, viewer: anyEmployee, on: '2026-11-20' };
});
afterAll(() => store.close());

const found = async (question: string, about: string) =>
  howTo(question, stepsFirst(question, await evidenceFrom(store, anyEmployee, [await refOf(store, about)])), context);

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

test('a list is told below the place that it is from', async () => {
  const told = (await found('how do I refund?', 'Refund a cancelled crossing')) ?? [];
  expect(told.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^From \*\*Refund a cancelled crossing.*\*\*:\n\n1\. /),
  );
});

test('a list is not told alone where its section says as much besides', async () => {
  const sections = await evidenceFrom(store, anyEmployee, [await refOf(store, 'Refund a cancelled crossing')]);
  const more = (text: string) =>
    sections.map((each) => ({ ...each, passage: { ...each.passage, text: `${each.passage.text}\n\n${text}` } }));
  const [best] = stepsFirst('how do I refund?', sections);
  const top = (found: typeof sections) => [
    ...found.filter(({ passage }) => passage.id === best?.passage.id),
    ...found.filter(({ passage }) => passage.id !== best?.passage.id),
  ];
  expect(await howTo('how do I refund?', top(more('')), context)).toBeDefined();
  expect(
    await howTo('how do I refund?', top(more('Only crossings of this year. '.repeat(40))), context),
  ).toBeUndefined();
});

test('another question gets no steps', async () => {
  expect(await found('which refunds need approval?', 'Refund a cancelled crossing')).toBeUndefined();
  expect(await howTo('how do I refund?', [], context)).toBeUndefined();
});
