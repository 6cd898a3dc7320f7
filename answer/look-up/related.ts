import type { EntityCard, RelationContradiction, SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Edge } from '../../graph/store.ts';
import { tokenise } from '../understand/tokens.ts';
import { countingRule, sortOut } from './counting.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import type { RelatedQuery, Want } from './query.ts';
import { bold, counted, nameWithStatus, relationSentence, series } from './wording.ts';

interface Found {
  subjects: EntityCard[];
  counted: EntityCard[];
  uncounted: EntityCard[];
  sources: SourceNote[];
  /** For nested members: how many there are without sub-teams, and in how many teams. */
  direct?: number;
  teams?: number;
}

/** The other ends of a relation: listed, or counted with the list behind the number. */
export async function related(query: RelatedQuery, want: Want, context: LookUpContext): Promise<Finding | undefined> {
  const found = await find(query, context);
  if (found.subjects.length === 0) return undefined;
  const { ontology } = context.store;
  const disagreements =
    query.of.length === 1 && query.of[0] !== undefined ? await contradictionsOf(query, query.of[0], context) : [];
  if (found.counted.length === 0 && found.uncounted.length === 0) return nothingRelated(query, want, found, context);
  if (query.relation === 'LEADS' && query.end === 'to' && query.role === undefined && want === 'list') {
    const finding = await leadsByRole(query, found, disagreements, context);
    if (finding !== undefined) return finding;
  }
  const shown = found.counted.length > 0 ? found.counted : found.uncounted;
  const names = shown.map((card) => nameWithStatus(card, ontology));
  const main = want === 'count' ? countSentence(query, found, context) : listSentence(query, found, names, context);
  const statements: Statement[] = [{ text: main, ...aboutOf(found.subjects), sources: found.sources }];
  for (const disagreement of disagreements) statements.push(contradictionStatement(disagreement));
  const count = found.counted.length;
  return {
    statements,
    value: want === 'count' ? count : shown.map((card) => card.name),
    found: shown.map((card) => card.ref),
  };
}

/** Words of roles that lead without qualification; a "tech lead" or "deputy" is asked for by name. */
const plainRoles = new Set(
  [
    'lead',
    'leader',
    'chair',
    'cochair',
    'co',
    'head',
    'manager',
    'director',
    'team',
    'chief',
    'owner',
    'chairperson',
    'chairman',
    'chairwoman',
    'project',
  ].map(stemOf),
);

/** Where some lead and others lead in a qualified way, the first are the answer and the others are named behind. */
async function leadsByRole(
  query: RelatedQuery,
  found: Found,
  disagreements: readonly RelationContradiction[],
  context: LookUpContext,
): Promise<Finding | undefined> {
  const edges = await context.store.edges(context.viewer, {
    relation: query.relation,
    of: query.of,
    end: query.end,
    on: context.on,
  });
  const isPlain = (ref: Ref) =>
    edges.some(
      (edge) =>
        edge.from === ref &&
        (edge.roles.length === 0 ||
          edge.roles.some((role) => tokenise(role).every(({ stem }) => plainRoles.has(stem)))),
    );
  const plain = found.counted.filter(({ ref }) => isPlain(ref));
  const qualified = found.counted.filter(({ ref }) => !isPlain(ref));
  if (plain.length === 0 || qualified.length === 0) return undefined;
  const { ontology } = context.store;
  const rolesOf = (ref: Ref) => series(edges.filter((edge) => edge.from === ref).flatMap(({ roles }) => roles));
  const main = listSentence(
    query,
    { ...found, counted: plain },
    plain.map((card) => nameWithStatus(card, ontology)),
    context,
  );
  const also = `Also: ${qualified.map((card) => `${nameWithStatus(card, ontology)} (${rolesOf(card.ref)})`).join(', ')}.`;
  const about = aboutOf(found.subjects);
  return {
    statements: [
      { text: main, ...about, sources: found.sources },
      { text: also, ...about, sources: found.sources },
      ...disagreements.map(contradictionStatement),
    ],
    value: plain.map(({ name }) => name),
    found: plain.map(({ ref }) => ref),
  };
}

function stemOf(word: string): string {
  return tokenise(word)[0]?.stem ?? word;
}

/** What is in all of several lists. */
export async function both(
  queries: readonly RelatedQuery[],
  want: Want,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const lists = await Promise.all(queries.map((query) => find(query, context)));
  const [first, ...others] = lists;
  if (first === undefined || lists.some((list) => list.counted.length === 0)) return undefined;
  const shared = first.counted.filter((card) =>
    others.every((list) => list.counted.some(({ ref }) => ref === card.ref)),
  );
  const subjects = lists.flatMap((list) => list.subjects);
  const names = shared.map((card) => nameWithStatus(card, context.store.ontology));
  const where = `in both ${series(subjects.map((card) => card.name))}`;
  const number = bold(counted(shared.length, shared[0]?.kind ?? first.counted[0]?.kind, context.store.ontology));
  const text =
    shared.length === 0
      ? `Nobody and nothing is ${where}.`
      : `${number} ${shared.length === 1 ? 'is' : 'are'} ${where}: ${series(names)}.`;
  return {
    statements: [{ text, ...aboutOf(subjects), sources: lists.flatMap((list) => list.sources) }],
    value: want === 'count' ? shared.length : shared.map((card) => card.name),
    found: shared.map((card) => card.ref),
  };
}

/** Finds the other ends, sorted by name. */
export async function find(query: RelatedQuery, { store, viewer, on }: LookUpContext): Promise<Found> {
  const subjects = await store.cards(viewer, query.of);
  const isMembers = query.relation === 'MEMBER_OF' && query.end === 'to';
  const teams = isMembers && query.nested === true ? await withSubTeams(query.of, { store, viewer, on }) : query.of;
  const edges = (await store.edges(viewer, { relation: query.relation, of: teams, end: query.end, on })).filter(
    (edge) => hasRole(edge, query.role),
  );
  const otherOf = (edge: Edge) => (query.end === 'from' ? edge.to : edge.from);
  const except = new Set(query.except ?? []);
  const refs = [...new Set(edges.map(otherOf))].filter((ref) => !except.has(ref));
  const { counted: kept, uncounted } = sortOut(await store.cards(viewer, refs), query.filter, store.ontology);
  const shown = new Set((kept.length > 0 ? kept : uncounted).map(({ ref }) => ref));
  const records = edges.filter((edge) => shown.has(otherOf(edge))).flatMap((edge) => edge.support);
  const notes = await store.notes(viewer, records);
  const direct = new Set(
    edges.filter((edge) => query.of.includes(query.end === 'from' ? edge.from : edge.to)).map(otherOf),
  );
  return {
    subjects,
    counted: byName(kept),
    uncounted: byName(uncounted),
    sources: distinct([...new Set(records)].flatMap((record) => notes.get(record) ?? [])),
    ...(teams !== query.of && { direct: kept.filter(({ ref }) => direct.has(ref)).length, teams: teams.length }),
  };
}

async function withSubTeams(of: readonly Ref[], { store, viewer, on }: LookUpContext): Promise<Ref[]> {
  const reached = await Promise.all(
    of.map((ref) => store.reach(viewer, { relation: 'PART_OF', of: ref, end: 'to', on })),
  );
  return [...new Set(reached.flat().map(({ ref }) => ref))];
}

/** Roles are compared by their words: "chairs" is a "chair", and "tech lead" is no "lead". */
export function hasRole(edge: Pick<Edge, 'roles'>, role: string | undefined): boolean {
  if (role === undefined) return true;
  const words = (text: string) =>
    tokenise(text)
      .map(({ stem }) => stem)
      .join(' ');
  return edge.roles.some((each) => words(each) === words(role));
}

function byName(cards: readonly EntityCard[]): EntityCard[] {
  return [...cards].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.ref < b.ref ? -1 : 1));
}

/** One note per place. */
export function distinct(notes: readonly SourceNote[]): SourceNote[] {
  return [...new Map(notes.map((note) => [`${note.source}\n${note.path}`, note])).values()];
}

function aboutOf(subjects: readonly EntityCard[]): Pick<Statement, 'about'> {
  const [first] = subjects;
  return first === undefined ? {} : { about: { ref: first.ref, title: first.name } };
}

function listSentence(
  query: RelatedQuery,
  { subjects, counted: kept, uncounted }: Found,
  names: readonly string[],
  { store }: LookUpContext,
): string {
  const relation = store.ontology.relation(query.relation);
  const subject = series(subjects.map((card) => card.name));
  const sentence = relationSentence({
    relation,
    end: query.end,
    subject,
    others: names.map((name) => bold(name)),
    role: query.role,
  });
  const rule = kept.length === 0 ? undefined : countingRule(undefined, uncounted);
  return rule === undefined ? sentence : `${sentence} ${rule}.`;
}

function countSentence(
  query: RelatedQuery,
  { subjects, counted: kept, uncounted, direct, teams }: Found,
  { store, on }: LookUpContext,
): string {
  const { ontology } = store;
  const kind = kept[0]?.kind ?? query.filter?.kind;
  const names = kept.map((card) => nameWithStatus(card, ontology));
  const subject = series(subjects.map((card) => card.name));
  const rules = [
    direct !== undefined && teams !== undefined && teams > 1
      ? `${direct} directly, the rest in ${teams - 1} sub-teams`
      : query.relation === 'MEMBER_OF' && query.end === 'to'
        ? 'Direct members'
        : undefined,
    countingRule(kind, uncounted),
    `As of ${on}`,
  ].filter((rule) => rule !== undefined);
  const relation = ontology.relation(query.relation);
  const phrase = relationSentence({ relation, end: query.end, subject, others: ['#'], role: query.role });
  const number = bold(counted(kept.length, kind, ontology));
  const head =
    query.relation === 'MEMBER_OF' && query.end === 'to'
      ? `${number} ${kept.length === 1 ? 'is' : 'are'} in ${subject}`
      : `${number}: ${phrase.replace('#', series(names)).replace(/\.$/, '')}`;
  const list = query.relation === 'MEMBER_OF' && query.end === 'to' && names.length > 0 ? `: ${series(names)}` : '';
  return `${head}${list}. (${rules.join('; ')}.)`;
}

/** The graph knows the thing and no such relation of it. For a count that is zero; for the rest it is not known. */
async function nothingRelated(
  query: RelatedQuery,
  want: Want,
  { subjects }: Found,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const any = await store.edges(viewer, { relation: query.relation, of: query.of, end: query.end, on: 'always' });
  if (want !== 'count' && any.length === 0) return undefined;
  const notes = await store.notes(
    viewer,
    any.flatMap((edge) => edge.support),
  );
  const relation = store.ontology.relation(query.relation);
  const heading = (query.role ?? relation.headings[query.end === 'from' ? 0 : 1]).toLowerCase();
  const text = `${bold(want === 'count' ? '0' : 'None')}: no source names a current ${heading} for ${series(subjects.map((card) => card.name))}. (As of ${on}.)`;
  return any.length === 0 && query.filter !== undefined
    ? undefined
    : {
        statements: [{ text, ...aboutOf(subjects), sources: distinct([...notes.values()]) }],
        value: want === 'count' ? 0 : [],
        found: [],
      };
}

async function contradictionsOf(
  query: RelatedQuery,
  ref: Ref,
  { store, viewer }: LookUpContext,
): Promise<RelationContradiction[]> {
  const all = await store.contradictions(viewer, ref);
  return all.filter((each) => each.relation === query.relation && each.end === query.end);
}

/** "hr-export (people.csv) says otherwise: …". */
export function contradictionStatement({ other, sources }: RelationContradiction): Statement {
  const said = [
    ...new Set(
      sources.map(
        ({ source, path, date }) =>
          `${source}${path === '' ? '' : ` (${path}${date === undefined ? '' : `, ${date.slice(0, 10)}`})`}`,
      ),
    ),
  ];
  return {
    text: `Sources disagree: ${said.join(' and ')} names ${bold(other.name)} instead.`,
    about: { ref: other.ref, title: other.name },
    sources,
  };
}
