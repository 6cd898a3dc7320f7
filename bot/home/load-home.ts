import type { GraphStore } from '../../graph/store.ts';
import { ownRef, pagesAnsweredFor } from '../../graph/stewardship.ts';
import type { AskedQuestion, OpenQuestion } from '../../schema/asked.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** What the Home tab shows a person, by his own rights. */
export interface HomeContent {
  recent: Pick<AskedQuestion, 'question' | 'at' | 'abstained'>[];
  overdue: { total: number; pages: { card: EntityCard; freshness: Freshness }[] };
  teams: HomeTeam[];
  /** Questions about what he answers for that got no answer, or a bad one. */
  needed: OpenQuestion[];
}

export interface HomeTeam {
  card: EntityCard;
  leads: EntityCard[];
  members: number;
  owns: EntityCard[];
}

export type HomeReads = Pick<
  GraphStore,
  'questionsOf' | 'openQuestionsForOwner' | 'withIdentity' | 'freshness' | 'cards' | 'entity' | 'edges' | 'ontology'
>;

const most = { recent: 5, needed: 5, overdue: 10, teams: 3, leads: 3, owns: 5 };

export async function loadHome(store: HomeReads, viewer: Viewer): Promise<HomeContent> {
  const person = await ownRef(store, viewer);
  const [recent, needed, overdue, teams] = await Promise.all([
    store.questionsOf(viewer, most.recent),
    store.openQuestionsForOwner(viewer, { since: '', limit: most.needed }),
    person === undefined ? { total: 0, pages: [] } : loadOverdue(store, viewer, person),
    person === undefined ? [] : loadTeams(store, viewer, person),
  ]);
  return { recent, needed, overdue, teams };
}

async function loadOverdue(store: HomeReads, viewer: Viewer, person: Ref): Promise<HomeContent['overdue']> {
  const freshness = await store.freshness(viewer, await pagesAnsweredFor(store, viewer, person));
  const found = [...freshness]
    .filter(([, { state }]) => state === 'overdue')
    .sort(([a, x], [b, y]) => (y.overdueDays ?? 0) - (x.overdueDays ?? 0) || (a < b ? -1 : 1));
  const cards = await store.cards(
    viewer,
    found.slice(0, most.overdue).map(([ref]) => ref),
  );
  const pages = cards.flatMap((card) => {
    const known = freshness.get(card.ref);
    return known === undefined ? [] : [{ card, freshness: known }];
  });
  return { total: found.length, pages };
}

async function loadTeams(store: HomeReads, viewer: Viewer, person: Ref): Promise<HomeTeam[]> {
  const edges = await store.edges(viewer, { relation: 'MEMBER_OF', of: [person], end: 'from' });
  const refs = [...new Set(edges.filter(({ ended }) => !ended).map(({ to }) => to))].slice(0, most.teams);
  const views = await Promise.all(refs.map((ref) => store.entity(viewer, ref)));
  return views.flatMap((view) => {
    if (view === undefined) return [];
    const others = (relation: string, end: 'from' | 'to') =>
      view.relations
        .filter((each) => each.relation === relation && each.end === end && each.current && !each.dotted)
        .map(({ other }) => other);
    return [
      {
        card: view,
        leads: others('LEADS', 'to').slice(0, most.leads),
        members: others('MEMBER_OF', 'to').filter((card) => isCounted(card, store)).length,
        owns: others('OWNS', 'from').slice(0, most.owns),
      },
    ];
  });
}

function isCounted({ kind, fields }: EntityCard, { ontology }: HomeReads): boolean {
  const choices = ontology.findField(kind, 'status')?.choices ?? [];
  return !choices.some(({ value, counted }) => value === fields.status && counted === false);
}
