import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holderAsked, isHeldByNobodyTold, postHolder, postsIn } from '../../../answer/compose/post-holder.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { field, record } from '../../support/records.ts';

/** A made-up dairy: pages name posts, others tell who holds them. */

let store: GraphStore;
const context = () => ({ store, viewer: anyEmployee, on: '2026-11-30' });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded());
  const page = (name: string, ...texts: string[]) =>
    record({
      kind: 'Article',
      key: name,
      name,
      passages: texts.map((text, index) => ({ heading: [`Part ${index + 1}`], text })),
    });
  await store.apply(
    { type: 'run', id: 'r', source: 'wiki' },
    {
      upserts: [
        page(
          'Feedback',
          'Contact: Ada Vik (Head of People)',
          'Tell our Data Protection Officer (Gurp) if papers are lost.',
          'Bo Lund is the Director of Herds and Fields.',
          'Head of Milk: Cy Holm',
          '| Chief Cheese Officer | Di Moe |\n|---|---|\n| Head of Cream | Ed Ro |',
          'Our Finance Director, Fi Sand, signs it.',
          'The Night Manager (Gus Hem) locks up.',
        ),
        page('Nights', 'Ask Hal Ost (Night Manager).', 'The Butter Director signs what is dear.'),
        record({ kind: 'Person', key: 'iv', name: 'Iv Tor', claims: [field('title', 'Head of Curd')] }),
      ],
      removals: [],
    },
  );
});
afterAll(() => store.close());

test.each([
  ['Appeals go to the Head of People or a Director.', ['Head of People']],
  [
    'Our Chief Data Officer and the Director of Policy and Research agree.',
    ['Chief Data Officer', 'Director of Policy and Research'],
  ],
  ['The head of the herd is a cow. Lead pipes are old.', []],
])('posts that a text names: %s', (text, posts) => {
  expect(postsIn(text)).toEqual(posts);
});

describe('who holds a post that is quoted', () => {
  const quoted = (quote: string) => [{ text: `> ${quote}`, quote, sources: [] }];
  const told = async (question: string, quote: string) =>
    (await postHolder(question, quoted(quote), context())).map(({ text }) => text).join('\n');

  test.each([
    ['Write to the Head of People.', 'Ada Vik'],
    ['Let the Data Protection Officer know.', 'Gurp'],
    ['The Director of Herds and Fields decides.', 'Bo Lund'],
    ['The Head of Milk decides.', 'Cy Holm'],
    ['The Chief Cheese Officer decides.', 'Di Moe'],
    ['The Head of Cream decides.', 'Ed Ro'],
    ['The Finance Director decides.', 'Fi Sand'],
    ['The Head of Curd decides.', 'Iv Tor'],
  ])('%s', async (quote, name) => {
    expect(await told("who decides, and what's that person called?", quote)).toContain(name);
  });

  test('is told with the page that says so', async () => {
    const [statement] = await postHolder('who do I write to?', quoted('Write to the Head of People.'), context());
    expect(statement).toMatchObject({
      text: 'Head of People: **Ada Vik**. From **Feedback › Part 1**:\n\n> Contact: Ada Vik (Head of People)',
      quote: 'Contact: Ada Vik (Head of People)',
      about: { title: 'Feedback' },
    });
  });

  test.each([
    ['when do I write?', 'Write to the Head of People.'],
    ['who decides?', 'Ada Vik (Head of People) decides.'],
    // Pages disagree.
    ['who locks up?', 'The Night Manager locks up.'],
    ['who signs it?', 'The Butter Director signs it.'],
    ['who signs it?', 'The Head of Milk, the Head of Cream or the Head of People signs it.'],
  ])('and else nothing: %s %s', async (question, quote) => {
    expect(await told(question, quote)).toBe('');
  });
});

describe('a post that is asked for', () => {
  test.each([
    ['who is our data protection officer?', 'Gurp'],
    ["who's the head of people", 'Ada Vik'],
    ['who is the director of herds and fields?', 'Bo Lund'],
    ['who is the night manager?', undefined],
    ['who is the butter director?', undefined],
    ['who is the head?', undefined],
    ['who is the head of people and who are her staff?', undefined],
  ])('%s', async (question, name) => {
    expect((await holderAsked(question, context()))?.value).toBe(name);
  });

  const section = (text: string, heading = 'Costs') => ({ title: 'Authority', heading: [heading], text });
  test.each([
    ['who is the butter director?', section('The Butter Director signs what is dear.'), true],
    ['who is the butter director?', section('The Butter Director is whoever sells most.'), false],
    ['who is the butter director?', section('Ask him.', 'Butter Director'), false],
    ['who is the butter director?', section('| Butter Director | Jo |'), false],
    ['who is the butter director?', section('Butter is dear.'), false],
    ['what does the butter director sign?', section('The Butter Director signs what is dear.'), false],
  ])('%s is held by nobody that %j tells: %s', (question, found, isUntold) => {
    expect(isHeldByNobodyTold(question, [found])).toBe(isUntold);
  });
});
