import { describe, expect, test } from '@jest/globals';
import { stepsFirst } from '../../../answer/compose/steps-first.ts';
import { evidenceOf } from '../../support/evidence.ts';

describe('sections with steps', () => {
  let order = 0;
  const about = (score: number, text: string, heading = `Section ${(order += 1)}`, ref = 'article:travel') => ({
    ...evidenceOf(text, { passage: { id: `${ref}#${(order += 1)}`, ref, heading: [heading], order } }),
    score,
  });
  const first = (question: string, ...found: readonly ReturnType<typeof about>[]) => stepsFirst(question, found)[0];

  test('come before others that are about as near', () => {
    const near = about(0.5, 'When to do it.');
    const steps = about(0.45, '1. Do it.\n2. Say so.');
    expect(stepsFirst('how do I do it?', [near, steps])).toEqual([steps, near]);
    expect(first('how do I do it?', near, about(0.45, '#### Step 1\nDo it.\n\n**Step 2** Say so.'))).not.toBe(near);
  });

  test.each([
    ['checklists', ['', '- [ ] Do it.\n- [x] Say so.']],
    ['headings that are numbered', ['1. Do', 'Do it.'], ['2. Say', 'Say so.'], ['3. Go', 'Leave.']],
    ['sentences that say what to do', ['', 'Open the hatch and look inside. Once it is dry, close it.']],
    ['entries that say what to do', ['', 'For each ship:\n\n- Weigh it.\n- Then, if it is heavy, tell the pilot.']],
  ])('are also %s', (_what, ...sections) => {
    const near = about(0.49, 'When to do it.', '', 'article:other');
    const steps = sections.map(([heading = '', text = '']) => about(0.46, text, heading));
    expect(stepsFirst('how do I do it?', [near, ...steps])).toEqual([...steps, near]);
  });

  test('do not come before what is far nearer, and one number is no list', () => {
    const near = about(0.8, 'When to do it.');
    expect(first('how do I do it?', near, about(0.45, '1. Do it.\n2. Say so.'))).toBe(near);
    expect(first('how do I do it?', near, about(0.75, '1. Do it.'))).toBe(near);
  });

  test('are read as one where a section was cut in pieces', () => {
    const near = about(0.5, 'When to do it.');
    const start = about(0.3, '1. Do it.', 'Doing');
    const end = about(0.45, '2. Say so.\n3. Go.', 'Doing');
    expect(stepsFirst('how do I do it?', [near, end, start])).toEqual([end, start, near]);
  });

  test.each([
    ['how do I get out of the choir?', 'Leaving the choir'],
    ['a nurse left, how do we take her keys away?', 'Revoking keys'],
    ['our ship is sold, how do we close its log down?', 'Archiving a log'],
    ['how do I join the choir?', 'Joining the choir'],
    ['I gave my notice early this year. how do I sign up?', 'Signing up'],
  ])('are those of the end of the matter that is asked for: %s', (question, heading) => {
    const steps = '1. Ask.\n2. Wait.';
    const others = ['Joining the choir', 'Un-enrolling', 'Granting keys', 'Opening a log', 'Leaving a song'];
    const asked = about(0.5, steps, heading);
    const isBegun = /ing up|Joining/.test(heading);
    const other = about(0.52, steps, isBegun ? (others[1] ?? '') : (others[2] ?? ''));
    expect(first(question, other, asked)).toBe(asked);
  });

  test('are for who wants something, not for who grants it', () => {
    const steps = '1. Ask.\n2. Wait.';
    const granting = about(0.52, steps, 'Processing a berth request');
    const wanting = about(0.5, steps, 'Requesting a berth');
    expect(first('we want a berth for our ship, steps?', granting, wanting)).toBe(wanting);
    expect(first('someone asked for a berth, what do I do?', granting, wanting)).toBe(granting);
  });

  test.each(['Process: adding a keeper', 'How to add a keeper', 'Adding or changing a keeper'])(
    'come first where the heading names the course: %s',
    (heading) => {
      const named = about(0.5, '1. Ask.\n2. Wait.', heading);
      expect(first('how do I get a new keeper?', about(0.53, '1. Ask.\n2. Wait.', 'Keepers'), named)).toBe(named);
      const granting = about(0.57, '1. Ask.\n2. Wait.', 'Reviewing and approving keepers');
      expect(first('how do I add a keeper?', granting, named)).toBe(named);
      expect(first('how do we review a keeper?', granting, named)).toBe(granting);
    },
  );

  test('come first where the question has all words of a heading that names the course', () => {
    const steps = '1. Ask.\n2. Wait.';
    const named = about(0.5, steps, 'Requesting a berth');
    const other = about(0.68, steps, 'Should you have a berth in our harbour?');
    expect(first('how do I request a new berth here?', other, named)).toBe(named);
    expect(first('how do I move to another berth?', other, named)).toBe(other);
    // One word is a subject.
    expect(first('how do I sail?', about(0.68, steps, 'Boats'), about(0.5, steps, 'Process: sailing'))?.score).toBe(
      0.68,
    );
  });

  test('are those that headings are, although what they are about is nearer on the same page', () => {
    const page = 'article:updates';
    const aboutIt = about(0.8, 'Why get updates? They mend what is broken.', 'About updates', page);
    const steps = ['1. Add the bot', '2. Tell it when', '3. See that it works'].map((heading) =>
      about(0.55, 'It is on the page of the bot.', heading, page),
    );
    expect(first('how do I get updates?', aboutIt, ...steps)).toBe(steps[0]);
  });

  test('are not of an end because somebody pulls something in', () => {
    const steps = '1. Ask.\n2. Wait.';
    const removing = about(0.5, steps, 'Removing a song');
    const other = about(0.5, steps, 'Songs');
    expect(first('how do I pull a song into our book?', removing, other)).toBe(other);
    expect(first('how do we pull a song?', other, removing)).toBe(removing);
  });

  test('come before what is only told about it', () => {
    const steps = about(0.5, 'Ask the vet.', 'Moving a herd');
    expect(first('how do I move a herd?', about(0.52, 'Ask the vet.', 'About herds'), steps)).toBe(steps);
    expect(first('how do I move a herd?', about(0.52, 'Ask the vet.', 'Herd requirements'), steps)).toBe(steps);
  });

  test('are no questions of a form', () => {
    const form = about(0.5, '1. Who is it for?\n2. How long is it?\n3. What is it called?');
    const steps = about(0.45, '1. Ask.\n2. Wait.');
    expect(first('how do I found a choir?', form, steps)).toBe(steps);
  });

  test('count on a page that is near more than on one that is not', () => {
    const near = about(0.75, 'What it is.', 'About updates', 'article:updates');
    const there = about(0.55, '1. Add the file.\n2. Look at it.\n3. Say so.', 'Adding updates', 'article:updates');
    const elsewhere = about(0.65, '- Ask.\n- Wait.', 'Licences', 'article:licences');
    expect(first('how do I get updates?', near, there, elsewhere)?.passage.ref).toBe('article:updates');
  });

  test('come before what only repeats the question', () => {
    const repeating = { ...about(0.74, 'Who wants to move a herd needs two vets.', 'Precondition'), phrases: 1 };
    const steps = about(0.4, '1. Ask the vet.\n2. Tell the farm.\n3. Open the gate.');
    expect(first('how do I move a herd?', repeating, steps)).toBe(steps);
  });
});
