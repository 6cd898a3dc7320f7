import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeOf } from '../../../bot/interview/change.ts';
import { loadTopics } from '../../../bot/interview/load-topics.ts';
import { nextQuestion } from '../../../bot/interview/question-errand.ts';
import { rankTopics, worthOf } from '../../../bot/interview/rank-topics.ts';
import { renderOutcome, renderQuestion } from '../../../bot/interview/render-question.ts';
import type { Reply, Topic } from '../../../bot/interview/topic.ts';
import { interviewTexts } from '../../../bot/texts.ts';
import { createLinks } from '../../../bot/render/links.ts';
import type { Outreach } from '../../../schema/outreach.ts';
import { localAdmin } from '../../../schema/viewer.ts';
import { refuseBlocks } from '../../support/block-kit-rules.ts';
import { publicUrl } from '../../support/bot-harness.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { ask, monday, owner, ownersGraph, unanswered } from '../../support/owners.ts';

const links = createLinks({ publicUrl });
const base = (key: string, asked = 0) => ({ key, ref: 'system:x', page: 'X', asked });
const missing = (key: string, times: number, bad = 0): Topic => ({
  about: 'missing',
  ...base(key),
  question: 'How?',
  times,
  bad,
  ids: [],
});
const overdue = (key: string, days: number, asked = 0): Topic => ({ about: 'overdue', ...base(key, asked), days });
const contradiction = (key: string, asked = 0): Topic => ({
  about: 'contradiction',
  ...base(key, asked),
  part: 'status',
  label: 'status',
});

describe('what is worth asking', () => {
  it('is what many asked for in vain, then what sources disagree on, then what nobody has looked at', () => {
    const all = [overdue('a', 30), contradiction('b'), missing('c', 8), overdue('d', 30, 7), missing('e', 2, 1)];
    expect(rankTopics(all).map(({ key }) => key)).toEqual(['c', 'e', 'd', 'b', 'a']);
  });

  it('is never less for being asked more, called bad more or overdue longer, and in one order', () => {
    const count = fc.nat(1000);
    fc.assert(
      fc.property(count, count, count, (a, b, more) => {
        expect(worthOf(missing('x', a + more, b))).toBeGreaterThanOrEqual(worthOf(missing('x', a, b)));
        expect(worthOf(missing('x', a, b + more))).toBeGreaterThanOrEqual(worthOf(missing('x', a, b)));
        expect(worthOf(contradiction('x', a + more))).toBeGreaterThanOrEqual(worthOf(contradiction('x', a)));
        expect(worthOf(overdue('x', a + more, b))).toBeGreaterThanOrEqual(worthOf(overdue('x', a, b)));
      }),
    );
    const topics = fc.uniqueArray(
      fc.tuple(fc.string(), fc.nat(5)).map(([key, times]) => missing(key, times)),
      { selector: ({ key }) => key },
    );
    fc.assert(fc.property(topics, (some) => expect(rankTopics([...some].reverse())).toEqual(rankTopics(some))));
  });

  it('is what needs the owner of what he may read: questions of the same words together, and not what one asked once', async () => {
    const { store } = await ownersGraph();
    await ask(store, 'Who signs refunds?', unanswered);
    await ask(store, 'who signs the refund', { ...unanswered, refs: ['system:other', 'system:ledger'] });
    await ask(store, 'Asked once?', unanswered);
    await ask(store, 'Who signs a refund?', { ...unanswered, isPublic: false });
    await ask(store, 'Of Bob’s page?', { ...unanswered, refs: ['system:other'] });
    const topics = await loadTopics(store, owner, monday);
    expect(topics.map(({ key }) => key).sort()).toEqual([
      'contradiction|system:ledger|status',
      'missing|refund sign',
      'overdue|procedure:refund',
    ]);
    expect(topics.find(({ about }) => about === 'missing')).toMatchObject({ times: 2, bad: 0 });
    expect(JSON.stringify(topics)).not.toMatch(/secret-asker|Board minutes/);
    expect(await loadTopics(store, localAdmin, monday)).toEqual([]);
    await store.close();
  });
});

describe('the next question of a week', () => {
  const said = (...states: [Outreach['state'], string?][]) =>
    states.map(([state, outcome]) => ({ state, outcome }) as Outreach);
  it.each<[string, Outreach[], number | undefined]>([
    ['is the first when nothing was asked', [], 1],
    ['waits for an answer', said(['sent']), undefined],
    ['waits for a yes', said(['drafted']), undefined],
    ['follows an answer', said(['done', 'verified']), 2],
    ['follows a refusal of the topic', said(['done', 'never']), 2],
    ['does not follow "not this week"', said(['done', 'later']), undefined],
    ['does not follow "ask me nothing"', said(['done', 'stop']), undefined],
    ['does not come when there was nothing to ask', said(['skipped', 'nothing']), undefined],
    ['does not go beyond the number', said(['done', 'verified'], ['done', 'settled'], ['done', 'edited']), undefined],
  ])('%s', (_, before, next) => expect(nextQuestion(before, 3)).toBe(next));
});

describe('what a reply makes of a page', () => {
  const of = async (
    topic: Topic,
    text: string,
    {
      isWhole = false,
      named = undefined as { ref: string; name: string } | undefined,
      into = undefined as Reply['into'],
    } = {},
  ) => {
    const { store } = await ownersGraph();
    const view = (await store.entity(localAdmin, topic.ref))!;
    await store.close();
    return changeOf({
      topic,
      view,
      reply: { text, isWhole, into },
      named,
      ontology: store.ontology,
      today: '2026-11-24',
    });
  };
  const runbook = { ...overdue('x', 1), ref: 'procedure:refund' };

  it('is a section more, or another text, of which only what differs is shown', async () => {
    expect(await of(runbook, 'Now Eve.')).toEqual({
      change: { body: 'Only Bob may pay back.\n\n## Limits\n\nUp to 100 euros.\n\n## Changed, 2026-11-24\n\nNow Eve.' },
      before: '',
      after: '## Changed, 2026-11-24\n\nNow Eve.',
      where: interviewTexts.noSection,
    });
    const whole = 'Only Eve may pay back.\n\n## Limits\n\nUp to 100 euros.';
    expect(await of(runbook, whole, { isWhole: true })).toEqual({
      change: { body: whole },
      before: 'Only Bob may pay back.',
      after: 'Only Eve may pay back.',
    });
    const same = 'Only Bob may pay back.\n\n## Limits\n\nUp to 100 euros.';
    expect(await of(runbook, same, { isWhole: true })).toHaveProperty('problem');
    expect(await of(runbook, ' \n ')).toHaveProperty('problem');
  });

  it('is the section that it names in other words, or more of the one that speaks of the same', async () => {
    expect(await of(runbook, 'Limits: Up to 200 euros.')).toEqual({
      change: { body: 'Only Bob may pay back.\n\n## Limits\n\nUp to 200 euros.' },
      before: 'Up to 100 euros.',
      after: 'Up to 200 euros.',
      where: interviewTexts.replaces('“Limits”'),
    });
    expect(await of(runbook, 'Up to 300 euros with a word of Eve.')).toEqual({
      change: {
        body: 'Only Bob may pay back.\n\n## Limits\n\nUp to 100 euros.\n\nUp to 300 euros with a word of Eve.',
      },
      before: '',
      after: 'Up to 300 euros with a word of Eve.',
      where: interviewTexts.addsTo('“Limits”'),
    });
    expect(await of(runbook, 'Limits: Up to 100 euros.')).toEqual({ problem: interviewTexts.sameText });
  });

  it('is for the section that was chosen, whatever it says, unless that is gone', async () => {
    const limits = { section: 'Limits#0', how: 'replace' } as const;
    expect(await of(runbook, 'Eve pays back.', { into: limits })).toMatchObject({
      change: { body: 'Only Bob may pay back.\n\n## Limits\n\nEve pays back.' },
      where: interviewTexts.replaces('“Limits”'),
    });
    expect(await of(runbook, 'Up to 300 euros.', { into: { section: '', how: 'new' } })).toMatchObject({
      after: '## Changed, 2026-11-24\n\nUp to 300 euros.',
      where: interviewTexts.ownSection,
    });
    expect(await of(runbook, 'x', { into: { ...limits, section: 'Gone#0' } })).toEqual({
      problem: interviewTexts.sectionGone,
    });
  });

  it('is one line of heading whatever was asked', async () => {
    const odd = { ...missing('x', 2), ref: 'procedure:refund', question: '# Who\n\n## signs?' } as Topic;
    const made = await of(odd, 'Ada.');
    expect(made).toMatchObject({ after: '## Who ## signs?\n\nAda.' });
  });

  it('is a value in its own form, or what is wrong with it', async () => {
    const status = { ...contradiction('x'), ref: 'system:ledger' };
    expect(await of(status, ' Retired ')).toEqual({
      change: { fields: { status: 'archived' } },
      before: 'active',
      after: 'archived',
    });
    expect(await of(status, 'purple')).toMatchObject({ problem: expect.stringContaining('is not one of') });
  });

  it('is another end of a relation in place of those it has', async () => {
    const lead = { ...contradiction('x'), ref: 'team:payments', part: 'LEADS', label: 'led by' } as Topic;
    const named = { ref: 'person:bob', name: 'Bob' };
    expect(await of(lead, 'Bob', { named })).toEqual({
      change: {
        relations: [
          { set: 'add', relation: 'LEADS', end: 'to', other: 'person:bob' },
          { set: 'remove', relation: 'LEADS', end: 'to', other: 'person:ada' },
        ],
      },
      before: 'Ada',
      after: 'Bob',
    });
    expect(await of(lead, 'Nobody')).toHaveProperty('problem');
  });
});

describe('a question as Slack shows it', () => {
  it('is taken by Slack whatever the graph holds and the owner writes, and pings nobody', () => {
    const text = hostileText();
    const own = { key: text, ref: text, page: text, asked: fc.nat() };
    const topic: fc.Arbitrary<Topic> = fc.oneof(
      fc.record({
        about: fc.constant('missing' as const),
        ...own,
        question: text,
        times: fc.nat(),
        bad: fc.nat(),
        ids: fc.constant<string[]>([]),
      }),
      fc.record({ about: fc.constant('contradiction' as const), ...own, part: text, label: text }),
      fc.record({ about: fc.constant('overdue' as const), ...own, days: fc.nat(), verifiedBy: text, verifiedOn: text }),
    );
    const sketch = fc.record({
      id: fc.string({ maxLength: 250 }),
      topic,
      seen: fc.record({
        content: text,
        excerpt: text,
        says: fc.array(fc.record({ token: fc.constant('0123456789abcdef'), value: text, sources: text }), {
          maxLength: 5,
        }),
        mayBeMany: fc.boolean(),
      }),
      change: fc.option(fc.record({ change: fc.constant({}), before: text, after: text, where: text }), {
        nil: undefined,
      }),
      mayEdit: fc.boolean(),
      notice: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(sketch, text, (some, line) => {
        for (const { text: fallback, blocks } of [
          renderQuestion(some, links),
          renderOutcome(some.topic, line, links),
        ]) {
          expect(refuseBlocks(blocks!)).toBeUndefined();
          const mrkdwn = JSON.stringify(
            blocks!.map((block) => ('text' in block && typeof block.text === 'object' ? block.text.text : '')),
          );
          expect(fallback + mrkdwn).not.toMatch(/<[!@#]|<https:\/\/(?!kiki\.example\.com\/)/);
        }
      }),
      { numRuns: 80 },
    );
  });
});
