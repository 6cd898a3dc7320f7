import type { EntityCard } from '../../schema/entity.ts';
import { narrows } from './counting.ts';
import { alsoRelated, contradictionsOf, contradictionStatement } from './disagreements.ts';
import { distinct } from './edge-sources.ts';
import { hasRole } from './edges.ts';
import { find, type Found } from './find.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import { namesIn } from './having.ts';
import { leadsByRole } from './leads.ts';
import type { RelatedQuery, Want } from './query.ts';
import { aboutOf, countSentence, dottedStatement, listSentence } from './related-sentences.ts';
import { bold, counted, filterWords, inSentence, nameWithStatus, series } from './wording.ts';

/** The other ends of a relation: listed, or counted with the list behind the number. */
export async function related(
  { ever = false, ...query }: RelatedQuery,
  want: Want,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const today = await relatedOn(query, want, context);
  if (!ever || want === 'truth' || (await find({ ...query, ended: true }, context)).counted.length === 0) return today;
  const once = await relatedOn({ ...query, ended: true }, want, context);
  return once === undefined ? today : today === undefined || today.found.length === 0 ? once : together(today, once);
}

/** Who is there, and who was: "who was on Risk?" may ask for either, and each is said to be what it is. */
function together(today: Finding, once: Finding): Finding {
  const known = new Set(today.found);
  const isNew = (_each: unknown, index: number) => !known.has(once.found[index] ?? '');
  return {
    statements: [...today.statements, ...once.statements],
    value:
      Array.isArray(today.value) && Array.isArray(once.value)
        ? [...today.value, ...once.value.filter(isNew)]
        : today.value,
    found: [...today.found, ...once.found.filter(isNew)],
  };
}

async function relatedOn(query: RelatedQuery, want: Want, context: LookUpContext): Promise<Finding | undefined> {
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
  const yes = want === 'truth' ? 'Yes. ' : '';
  const statements: Statement[] = [{ text: `${yes}${main}`, ...aboutOf(found.subjects), sources: found.sources }];
  if (found.dotted.length > 0) statements.push(dottedStatement(found));
  statements.push(...(await alsoRelated(query, context)));
  for (const disagreement of disagreements) statements.push(contradictionStatement(disagreement));
  const count = found.counted.length;
  return {
    statements,
    value: want === 'truth' ? count > 0 : want === 'count' ? count : shown.map((card) => card.name),
    found: shown.map((card) => card.ref),
  };
}

/** The graph knows the thing and no such relation of it. For a count that is zero; for the rest it is not known. */
async function nothingRelated(
  query: RelatedQuery,
  want: Want,
  { subjects }: Found,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  if (query.isUnsure === true) return undefined;
  const none =
    (await noneWithout(query, { store, viewer, on })) ?? (await ofAnotherKind(query, want, { store, viewer, on }));
  if (none !== undefined) return none;
  const ever = await store.edges(viewer, { relation: query.relation, of: query.of, end: query.end, on: 'always' });
  // Of former ones nobody keeps a list that is whole.
  if (query.ended === true) return undefined;
  const any = ever.filter((edge) => hasRole(edge, query.role));
  if (want === 'list' && any.length === 0) return undefined;
  // That a role is not there is known where others are.
  if (want === 'truth' && query.role !== undefined && ever.length === 0) return undefined;
  if (any.length === 0 && !(await isRecorded(query, subjects, { store, viewer, on }))) return undefined;
  const notes = await store.notes(
    viewer,
    any.flatMap((edge) => edge.support),
  );
  const relation = store.ontology.relation(query.relation);
  const heading =
    query.role === undefined
      ? `any current ${relation.headings[query.end === 'from' ? 0 : 1]}`
      : `a current ${query.role}`;
  const sort = filterWords(
    query.filter ?? { kind: '' },
    store.ontology,
    await namesIn(query.filter, { store, viewer, on }),
  );
  const besides = (query.except ?? []).length === 0 ? '' : ' other than those';
  const text = `${bold({ count: '0', truth: 'No', list: 'None', text: 'None' }[want])}: no source names ${inSentence(heading)}${besides}${sort === '' ? '' : ` (${sort})`} for ${series(subjects.map((card) => card.name))}. (As of ${on}.)`;
  const { filter } = query;
  const isNarrow = narrows(filter);
  const others = await store.cards(
    viewer,
    any.map((edge) => (query.end === 'from' ? edge.to : edge.from)),
  );
  const isOther = filter !== undefined && !others.some(({ kind }) => kind === filter.kind);
  return (isOther && (want !== 'count' || any.length === 0)) || (want !== 'count' && isNarrow)
    ? undefined
    : {
        statements: [{ text, ...aboutOf(subjects), sources: distinct([...notes.values()]) }],
        value: want === 'truth' ? false : want === 'count' ? 0 : [],
        found: [],
      };
}

/** "Sub-teams with no lead", where each has one: that is known. */
async function noneWithout(query: RelatedQuery, context: LookUpContext): Promise<Finding | undefined> {
  const { filter } = query;
  const { kind, having = [], ...rest } = filter ?? { kind: '' };
  if (filter === undefined || having.length === 0 || !having.every(({ most }) => most === 0)) return undefined;
  const all = await find({ ...query, filter: { ...rest, kind } }, context);
  if (all.counted.length === 0) return undefined;
  const { ontology } = context.store;
  const text = `${bold('None')} of ${counted(all.counted.length, kind, ontology)} of ${series(all.subjects.map((card) => card.name))}: ${filterWords({ kind, having }, ontology)}. (As of ${context.on}.)`;
  return { statements: [{ text, ...aboutOf(all.subjects), sources: all.sources }], value: [], found: [] };
}

/** Kinds of which it is known who leads or owns them, and that go by many names. */
const things = new Set(['Team', 'System', 'Project']);

/** "Which *projects* does Ada lead?", where nothing is known as a project and she leads teams: what a company calls so may be told to Kiki as those. */
async function ofAnotherKind(query: RelatedQuery, want: Want, context: LookUpContext): Promise<Finding | undefined> {
  const { filter, ...rest } = query;
  const { store, viewer } = context;
  if (filter === undefined || narrows(filter) || !things.has(filter.kind)) return undefined;
  const { total } = await store.list(viewer, { kind: filter.kind, includeUncounted: true, limit: 1 });
  if (total > 0) return undefined;
  const { counted: others } = await find(rest, context);
  const [first] = others;
  if (first === undefined || others.some(({ kind }) => kind !== first.kind || isOfPages(kind))) return undefined;
  const finding = await related(rest, want, context);
  if (finding === undefined) return undefined;
  const { plural } = store.ontology.kind(filter.kind);
  const text = `I know of no ${plural}; ${others.length === 1 ? `this is a ${store.ontology.kind(first.kind).singular}` : `these are ${store.ontology.kind(first.kind).plural}`}.`;
  return { ...finding, statements: [...finding.statements, { text, sources: [] }] };
}

function isOfPages(kind: string): boolean {
  return ['Person', 'Article', 'Procedure', 'Term'].includes(kind);
}

/** Whether sources say the relation of anything of the kind: where they never do, that they do not say it of one thing is no zero. */
async function isRecorded(
  { relation, end }: RelatedQuery,
  subjects: readonly EntityCard[],
  { store, viewer, on }: LookUpContext,
): Promise<boolean> {
  const { ontology } = store;
  const spec = ontology.relation(relation);
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  for (const kind of kinds)
    for (const otherKind of ontology.otherKinds(spec, end, kind))
      if ((await store.degrees(viewer, { relation, kind, end, otherKind, on })).length > 0) return true;
  return false;
}
