import { pagesOfViewer } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import { terms } from '../../graph/text/analyse.ts';
import type { OpenQuestion } from '../../schema/asked.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { daysBefore, wordsFor } from '../digest/load-digest.ts';
import type { Topic } from './topic.ts';

export type TopicReads = Pick<
  GraphStore,
  | 'askedOfOwner'
  | 'openQuestionsForOwner'
  | 'freshness'
  | 'disputed'
  | 'cards'
  | 'entity'
  | 'edges'
  | 'withIdentity'
  | 'ontology'
>;

/** Questions of so many days count. */
const days = 90;
/** One who asks is his own matter; two are a gap. */
const fewestTimes = 2;
const looked = 1000;

/** Everything that the viewer could be asked about what he answers for, in no order. */
export async function loadTopics(store: TopicReads, viewer: Viewer, now: Date): Promise<Topic[]> {
  const pages = await pagesOfViewer(store, viewer);
  if (pages.length === 0) return [];
  const since = daysBefore(now, days);
  const [asked, open, freshness, disputed] = await Promise.all([
    store.askedOfOwner(viewer, { since, limit: 0 }),
    store.openQuestionsForOwner(viewer, { since, limit: looked }),
    store.freshness(viewer, pages),
    store.disputed(viewer),
  ]);
  const cards = new Map((await store.cards(viewer, pages)).map((card) => [card.ref, card]));
  const times = new Map(asked.pages.map(({ ref, count }) => [ref, count]));
  const base = (ref: Ref) => ({ ref, page: cards.get(ref)?.name ?? ref, asked: times.get(ref) ?? 0 });
  const label = (ref: Ref, part: string) => ({ part, label: wordsFor(store.ontology, ref, part) });

  const overdue = [...freshness].flatMap(([ref, { state, part, overdueDays = 0, verifiedBy, verifiedOn }]): Topic[] =>
    state !== 'overdue' || !cards.has(ref)
      ? []
      : [
          {
            about: 'overdue',
            key: ['overdue', ref, ...(part === undefined ? [] : [part])].join('|'),
            ...base(ref),
            ...(part !== undefined && label(ref, part)),
            days: overdueDays,
            ...(verifiedBy !== undefined && { verifiedBy }),
            ...(verifiedOn !== undefined && { verifiedOn }),
          },
        ],
  );
  const contradictions = [...disputed].flatMap(([ref, parts]): Topic[] =>
    cards.has(ref)
      ? parts.map((part) => ({
          about: 'contradiction',
          key: `contradiction|${ref}|${part}`,
          ...base(ref),
          ...label(ref, part),
        }))
      : [],
  );
  const missing = groupQuestions(open).flatMap(([key, group]): Topic[] => {
    const [newest] = group;
    const ref = newest?.refs.find((each) => cards.has(each));
    const bad = group.reduce((sum, { against }) => sum + against.length, 0);
    if (newest === undefined || ref === undefined || group.length + bad < fewestTimes) return [];
    return [
      {
        about: 'missing',
        key: `missing|${key}`,
        ...base(ref),
        question: newest.question.replace(/\s+/g, ' ').trim(),
        times: group.length,
        bad,
        ids: group.map(({ id }) => id).slice(0, 200),
      },
    ];
  });
  return [...overdue, ...contradictions, ...missing];
}

/** Questions of the same words, whatever their order and endings; the newest first in each group. */
function groupQuestions(questions: readonly OpenQuestion[]): [string, OpenQuestion[]][] {
  const groups = new Map<string, OpenQuestion[]>();
  for (const question of questions) {
    const key = [...new Set(terms(question.question))].sort().join(' ').slice(0, 200);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return [...groups];
}
