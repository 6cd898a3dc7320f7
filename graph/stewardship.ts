import type { EntityCard, EntityView, Relation } from '../schema/entity.ts';
import type { Ref } from '../schema/ref.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { GraphStore } from './store.ts';
import { verifiersOf } from './verification.ts';

/** Why somebody is the one to ask: he owns the thing himself, or is the contact, lead or deputy of it or of the team that does. */
export type StewardRole = 'owner' | 'contact' | 'lead' | 'deputy';

/** A person who can be asked about a thing. */
export interface Steward {
  person: EntityCard;
  role: StewardRole;
  /** What he is that of. */
  of: EntityCard;
}

type Reads = Pick<GraphStore, 'entity' | 'edges' | 'cards' | 'ontology'>;

/**
 * The people to ask about a thing, the first first: who owns it, else who leads it; of a team its contact, then who leads it, then a
 * deputy. Only people who are there: nobody who has left, is on leave, or is a vacancy.
 */
export async function stewardsOf(store: Reads, viewer: Viewer, ref: Ref): Promise<Steward[]> {
  const view = await store.entity(viewer, ref);
  if (view === undefined) return [];
  const found: Steward[] = [];
  const add = (steward: Steward) => {
    const isKnown = found.some(({ person }) => person.ref === steward.person.ref);
    if (!isKnown && isThere(steward.person)) found.push(steward);
  };
  if (view.kind === 'Person') add({ person: toCard(view), role: 'owner', of: toCard(view) });
  const owners = ends(view, 'OWNS');
  for (const { other } of owners) if (other.kind === 'Person') add({ person: other, role: 'owner', of: toCard(view) });
  const teams = [...(view.kind === 'Team' ? [ref] : []), ...owners.flatMap(({ other }) => teamRef(other))];
  for (const team of teams) {
    const page = team === ref ? view : await store.entity(viewer, team);
    if (page !== undefined) stewardsOfTeam(page).forEach(add);
  }
  if (view.kind !== 'Team') leadsOf(view).forEach(add);
  return found;
}

/** What a person answers for: what he or a team that he leads owns, and what he leads and nobody owns. */
export async function pagesAnsweredFor(store: Reads, viewer: Viewer, person: Ref): Promise<Ref[]> {
  const [owned, led] = await Promise.all(
    ['OWNS', 'LEADS'].map(async (relation) =>
      targets(await store.edges(viewer, { relation, of: [person], end: 'from' })),
    ),
  );
  const teams = (led ?? []).filter((ref) => ref.startsWith('team:'));
  const ofTeams =
    teams.length === 0 ? [] : targets(await store.edges(viewer, { relation: 'OWNS', of: teams, end: 'from' }));
  const ownedByAny =
    led === undefined || led.length === 0
      ? []
      : targets(await store.edges(viewer, { relation: 'OWNS', of: led, end: 'to' }));
  const unowned = (led ?? []).filter((ref) => !ownedByAny.includes(ref));
  return [...new Set([...(owned ?? []), ...ofTeams, ...unowned])];
}

/** Everyone who may answer for a page: who owns or leads anything. */
export async function everyoneAnswering(store: Reads, viewer: Viewer): Promise<Ref[]> {
  const edges = await Promise.all(['OWNS', 'LEADS'].map((relation) => store.edges(viewer, { relation })));
  const people = edges.flat().flatMap(({ from, dotted, ended }) => (dotted || ended || !isPerson(from) ? [] : [from]));
  const cards = await store.cards(viewer, [...new Set(people)].sort());
  return cards.filter(isThere).map(({ ref }) => ref);
}

/** The viewer as the company directory has him. */
export async function ownRef(store: Pick<GraphStore, 'withIdentity'>, viewer: Viewer): Promise<Ref | undefined> {
  if (viewer.email === undefined) return undefined;
  const identity = `email:${viewer.email}`;
  return (await store.withIdentity(viewer, [identity])).get(identity);
}

/** What the viewer answers for. */
export async function pagesOfViewer(store: Reads & Pick<GraphStore, 'withIdentity'>, viewer: Viewer): Promise<Ref[]> {
  const person = await ownRef(store, viewer);
  return person === undefined ? [] : pagesAnsweredFor(store, viewer, person);
}

/** The people who answer for a page themselves, or by leading the team that does. */
export async function answerableFor(store: Reads, viewer: Viewer, view: EntityView): Promise<EntityCard[]> {
  const people: EntityCard[] = [];
  for (const card of verifiersOf(view)) {
    if (card.kind === 'Person') people.push(card);
    else if (card.kind === 'Team') {
      const team = await store.entity(viewer, card.ref);
      if (team !== undefined) people.push(...leadsOf(team).map(({ person }) => person));
    }
  }
  return [...new Map(people.filter(isThere).map((person) => [person.ref, person])).values()];
}

function stewardsOfTeam(team: EntityView): Steward[] {
  const of = toCard(team);
  const contacts = [...ends(team, 'MEMBER_OF'), ...ends(team, 'LEADS')].filter(
    hasRole(/\bcontact\b|\bpoc\b|\bliaison\b/i),
  );
  const deputies = ends(team, 'MEMBER_OF').filter(hasRole(deputyRole));
  return [
    ...contacts.map(({ other }): Steward => ({ person: other, role: 'contact', of })),
    ...leadsOf(team),
    ...deputies.map(({ other }): Steward => ({ person: other, role: 'deputy', of })),
  ].filter(({ person }) => person.kind === 'Person');
}

const deputyRole = /\bdeputy\b|\bvice\b|\bassistant\b|\bacting\b|\bsecond\b/i;

/** Who leads, those in plain words first; deputies last. */
function leadsOf(view: EntityView): Steward[] {
  const leads = ends(view, 'LEADS').filter(({ other }) => other.kind === 'Person');
  const of = toCard(view);
  const deputies = leads.filter(hasRole(deputyRole));
  return [
    ...leads
      .filter((lead) => !deputies.includes(lead))
      .map(({ other }): Steward => ({ person: other, role: 'lead', of })),
    ...deputies.map(({ other }): Steward => ({ person: other, role: 'deputy', of })),
  ];
}

function ends(view: EntityView, relation: string): Relation[] {
  return view.relations.filter((each) => each.relation === relation && each.end === 'to' && each.current);
}

function hasRole(pattern: RegExp): (relation: Relation) => boolean {
  return ({ roles }) => roles.some((role) => pattern.test(role));
}

function isThere({ kind, fields }: EntityCard): boolean {
  return kind === 'Person' && !['left', 'vacancy', 'on leave'].includes(String(fields.status));
}

function isPerson(ref: Ref): boolean {
  return ref.startsWith('person:');
}

function teamRef({ kind, ref }: EntityCard): Ref[] {
  return kind === 'Team' ? [ref] : [];
}

function targets(edges: readonly { to: Ref }[]): Ref[] {
  return [...new Set(edges.map(({ to }) => to))];
}

function toCard({ ref, kind, name, aliases, fields, changedAt }: EntityView): EntityCard {
  return { ref, kind, name, aliases, fields, changedAt };
}
