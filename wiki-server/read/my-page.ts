import type { GraphStore } from '../../graph/store.ts';
import type { AskedQuestion } from '../../schema/asked.ts';
import type { EntityCard, EntityView } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { byName } from './team-tree.ts';

/** What a reader has to do with. */
export interface MyPage {
  /** The reader's own entry; undefined where the graph knows nobody with that address. */
  own: EntityView | undefined;
  leads: EntityCard[];
  /** What the reader or one of the reader's teams owns. */
  owns: EntityCard[];
  /** Of all that: what is to be looked at, the most overdue first. */
  toVerify: { card: EntityCard; freshness: Freshness }[];
  teams: { team: EntityCard; people: EntityCard[] }[];
  /** The reader's own questions, newest first. */
  questions: AskedQuestion[];
}

/** Questions that are shown. */
const shownQuestions = 10;
/** People of a team that are named. */
const shownPeople = 24;

export async function readMyPage(store: GraphStore, viewer: Viewer): Promise<MyPage> {
  const questions = await store.questionsOf(viewer, shownQuestions);
  const ref = await ownRef(store, viewer);
  const own = ref === undefined ? undefined : await store.entity(viewer, ref);
  if (own === undefined) return { own, leads: [], owns: [], toVerify: [], teams: [], questions };
  const teams = unique([...others(own, 'MEMBER_OF'), ...others(own, 'LEADS')].filter(({ kind }) => kind === 'Team'));
  const ofTeams = await store.edges(viewer, { relation: 'OWNS', of: teams.map((team) => team.ref), end: 'from' });
  const owns = unique([
    ...others(own, 'OWNS'),
    ...(await store.cards(
      viewer,
      ofTeams.map(({ to }) => to),
    )),
  ]);
  const leads = unique(others(own, 'LEADS'));
  const care = unique([...leads, ...owns]);
  const freshness = await store.freshness(
    viewer,
    care.map((card) => card.ref),
  );
  return {
    own,
    leads,
    owns,
    toVerify: care
      .flatMap((card) => {
        const found = freshness.get(card.ref);
        return found?.state === 'overdue' || found?.state === 'due' ? [{ card, freshness: found }] : [];
      })
      .sort((a, b) => (b.freshness.overdueDays ?? -1) - (a.freshness.overdueDays ?? -1) || byName(a.card, b.card)),
    teams: await Promise.all(
      teams
        .filter(({ ref: team }) => others(own, 'MEMBER_OF').some((each) => each.ref === team))
        .map((team) => readTeam(store, viewer, team)),
    ),
    questions,
  };
}

/** The entry of whoever is signed in. */
export async function ownRef(store: Pick<GraphStore, 'withIdentity'>, viewer: Viewer): Promise<Ref | undefined> {
  if (viewer.email === undefined) return undefined;
  const identity = `email:${viewer.email}`;
  return (await store.withIdentity(viewer, [identity])).get(identity);
}

async function readTeam(store: GraphStore, viewer: Viewer, team: EntityCard) {
  const edges = await store.edges(viewer, { relation: 'MEMBER_OF', of: [team.ref], end: 'to' });
  const people = await store.cards(
    viewer,
    edges.slice(0, shownPeople).map(({ from }) => from),
  );
  return { team, people: people.sort(byName) };
}

function others(view: EntityView, relation: string): EntityCard[] {
  return view.relations
    .filter((each) => each.relation === relation && each.end === 'from' && each.current)
    .map(({ other }) => other);
}

function unique(cards: readonly EntityCard[]): EntityCard[] {
  return [...new Map(cards.map((card) => [card.ref, card])).values()].sort(byName);
}
