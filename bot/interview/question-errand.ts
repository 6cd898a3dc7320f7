import type { GraphStore } from '../../graph/store.ts';
import type { Outreach } from '../../schema/outreach.ts';
import { daysBefore } from '../digest/load-digest.ts';
import type { Errand, Recipient } from '../outreach/round.ts';
import type { Links } from '../render/links.ts';
import { loadTopics, type TopicReads } from './load-topics.ts';
import { lookAt, type LookReads } from './look-at.ts';
import { rankTopics } from './rank-topics.ts';
import { renderQuestion } from './render-question.ts';
import type { InterviewState, Topic } from './topic.ts';

export type QuestionReads = TopicReads &
  LookReads &
  Pick<GraphStore, 'outreachOf' | 'outreachSince' | 'outreachWishes'>;

/** Days in which the same is not asked again: of the same person, and of another who answers for the page too. */
const again = { samePerson: 56, another: 14 };
/** Whoever left so many questions alone is left alone for so many days. */
const ignored = { questions: 3, days: 28 };
/** Whether that came of a question after which it may be asked again, but not this week. */
export function isPutOff(outcome: string | undefined): boolean {
  return outcome === 'later' || outcome === 'month';
}

/** Whether the next question of the week may follow what was said in it, newest first. */
export function nextQuestion(said: readonly Outreach[], perWeek: number): number | undefined {
  const [newest] = said;
  if (newest === undefined) return 1;
  const isAnswered = newest.state === 'done' && !isPutOff(newest.outcome) && newest.outcome !== 'stop';
  return isAnswered && said.length < perWeek ? said.length + 1 : undefined;
}

/** What is asked of somebody: the topic most worth it, of which he was not asked lately and which he did not decline. */
export async function chooseTopic(
  store: QuestionReads,
  { person, viewer }: Pick<Recipient, 'person' | 'viewer'>,
  now: Date,
): Promise<InterviewState | undefined> {
  const own = questions(await store.outreachOf(person, daysBefore(now, again.samePerson)));
  if (isLeftAlone(own, now)) return undefined;
  const others = questions(await store.outreachSince(daysBefore(now, again.another))).filter(
    (each) => each.person !== person,
  );
  const declined = (await store.outreachWishes([person])).get(person)?.declined ?? [];
  const taken = new Set([
    ...[...own.filter(({ outcome }) => !isPutOff(outcome)), ...others].map(({ topic }) => topic),
    ...declined,
  ]);
  const topics: Topic[] = await loadTopics(store, viewer, now);
  for (const topic of rankTopics(topics.filter(({ key }) => !taken.has(key)))) {
    const found = await lookAt(store, viewer, topic);
    if (found !== undefined) return { topic, seen: found.seen };
  }
  return undefined;
}

function questions(said: readonly Outreach[]): Outreach[] {
  return said.filter(({ kind }) => kind === 'question');
}

function isLeftAlone(own: readonly Outreach[], now: Date): boolean {
  const last = own.filter(({ state }) => state !== 'skipped' && state !== 'open').slice(0, ignored.questions);
  const [newest] = last;
  const isIgnored = last.length === ignored.questions && last.every(({ state }) => state === 'sent');
  return isIgnored && newest !== undefined && newest.at >= daysBefore(now, ignored.days);
}

/** Up to so many questions a week, one at a time. */
export function questionErrand({
  store,
  links,
  fromDay,
  perWeek,
  now,
}: {
  store: QuestionReads;
  links: Links;
  fromDay: number | undefined;
  perWeek: number;
  now: () => Date;
}): Errand {
  return {
    kind: 'question',
    fromDay,
    isWanted: ({ questions: isOn, snoozedUntil = '' }, at) => isOn && snoozedUntil <= at.toISOString(),
    next: (said) => nextQuestion(said, perWeek),
    async compose(recipient) {
      const state = await chooseTopic(store, recipient, now());
      if (state === undefined) return undefined;
      const { topic, seen } = state;
      const sketch = { id: recipient.id, topic, seen, mayEdit: recipient.viewer.canEdit };
      return { message: renderQuestion(sketch, links), topic: topic.key, body: JSON.stringify(state) };
    },
  };
}
