import type { Ref } from '../../schema/ref.ts';
import type { Edge } from '../../graph/store.ts';
import { type End, extraRelationType, type RelationSpec } from '../../schema/relations.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { hasRole, isOver } from './edges.ts';
import { inSentence, relationSentence, series } from './wording.ts';

type HoldsQuery = Extract<Query, { look: 'holds' }>;

/** Whether a relation holds between one or several things and another: yes or no of all, else of which it does. */
export async function holds(query: HoldsQuery, context: LookUpContext): Promise<Finding | undefined> {
  const { subject, others = [], object, objects = [], isOfAll = false } = query;
  const pairs = [subject, ...others].flatMap((one) =>
    [object, ...objects].map((other) => ({ subject: one, object: other })),
  );
  const all = await Promise.all(pairs.map((pair) => holdsOfOne({ ...query, ...pair }, context)));
  const findings = all.flatMap((finding) => finding ?? []);
  const [first] = findings;
  if (first === undefined || findings.length < all.length) return undefined;
  if (isOfAll) {
    const value = findings.every((finding) => finding.value === true);
    const said = findings.flatMap(({ statements }) => statements);
    const head = value
      ? 'Yes, both'
      : findings.some((finding) => finding.value === true)
        ? 'No, not both'
        : 'No, neither';
    const statements = said.map((each, index) =>
      index === 0
        ? { ...each, text: `${head}. ${each.text.replace(/^(?:Yes|No)\b[^.]*\. /, '')}` }
        : { ...each, text: each.text.replace(/^Yes\. /, '') },
    );
    return { statements, value, found: [subject, ...others] };
  }
  if (others.length === 0) return first;
  const found = [subject, ...others].filter((_, index) => findings[index]?.value === true);
  const isMixed = findings.some(({ value }) => value !== first.value);
  const cards = isMixed ? await context.store.cards(context.viewer, found) : [];
  return {
    statements: findings.flatMap(({ statements }) => statements),
    value: isMixed ? cards.map(({ name }) => name) : first.value,
    found: isMixed ? found : first.found,
  };
}

/**
 * Whether a relation holds between two things, held (`ended`), or ever did (`ever`). "No" is said where the opposite of the relation
 * holds, or where the graph knows who else stands there: silence of all sources is not a no, and a list of who stands there today is
 * none of who ever did. Nor is such a list whole, of a relation of the company's own, where each of the others says for itself that it is
 * one of them: of one that says nothing it is not known.
 */
async function holdsOfOne(
  { subject, object, relations, opposites = [], role, ended = false, ever = false }: HoldsQuery,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const [one, other] = await store.cards(viewer, [subject, object]);
  if (one === undefined || other === undefined) return undefined;
  const edgesOf = async (relation: string, of: Ref, end: End) => {
    const edges = await store.edges(viewer, { relation, of: [of], end, on: ended || ever ? 'always' : on });
    return edges.filter((edge) => hasRole(edge, role) && (!ended || isOver(edge, on)));
  };
  const areOver = (edges: readonly Edge[]) => edges.every((edge) => isOver(edge, on));
  /** @param end where the other thing stands */
  const sentenceOf = (relation: RelationSpec, end: End, edges: readonly Edge[], names: readonly string[]) => {
    const heading = relation.headings[end === 'from' ? 0 : 1];
    if (role !== undefined || !edges.some((edge) => isOver(edge, on)))
      return relationSentence({ relation, end, subject: other.name, others: names, role });
    return areOver(edges)
      ? `Former ${inSentence(heading)} of ${other.name}: ${series(names)}.`
      : `${heading} of ${other.name}, now or before: ${series(names)}.`;
  };
  const answered = async (value: boolean, sentence: string, edges: readonly Edge[]): Promise<Finding> => ({
    statements: [
      {
        text: `${value ? 'Yes' : 'No'}. ${sentence} (As of ${on}.)`,
        about: { ref: other.ref, title: other.name },
        sources: await edgeSources(edges, { store, viewer }),
      },
    ],
    value,
    found: [subject],
  });
  const edgesBetween = async (relation: string, end: End) =>
    (await edgesOf(relation, subject, end)).filter((edge) => (end === 'from' ? edge.to : edge.from) === object);
  for (const { relation, end } of relations) {
    const edges = await edgesBetween(relation, end);
    if (edges.length === 0) continue;
    const spec = store.ontology.relation(relation);
    const sentence =
      role === undefined && areOver(edges)
        ? sentenceOf(spec, opposite(end), edges, [one.name])
        : relationSentence({ relation: spec, end, subject: one.name, others: [other.name], role });
    return answered(true, sentence, edges);
  }
  const byTeam = ended || ever || role !== undefined ? undefined : await heldByTeam();
  if (byTeam !== undefined) return byTeam;
  for (const { relation, end } of opposites) {
    const edges = await edgesBetween(relation, end);
    if (edges.length === 0) continue;
    const spec = store.ontology.relation(relation);
    const said = { relation: spec, end, subject: one.name, others: [other.name], role: undefined };
    return answered(false, relationSentence(said), edges);
  }
  /** "Can Ada open the vault", where a team of hers can. */
  async function heldByTeam(): Promise<Finding | undefined> {
    const ofBoth = relations.filter(({ relation, end }) => {
      const spec = store.ontology.relation(relation);
      const kinds = store.ontology.otherKinds(spec, opposite(end), other?.kind ?? '');
      return one?.kind === 'Person' && /^(?:can|may) /i.test(spec.name) && kinds.includes('Team');
    });
    if (ofBoth.length === 0) return undefined;
    const member = await edgesOf('MEMBER_OF', subject, 'from');
    for (const { relation, end } of ofBoth) {
      const held = await edgesOf(relation, object, opposite(end));
      const having = new Set(held.map((edge) => (end === 'from' ? edge.from : edge.to)));
      const through = member.filter(({ to }) => having.has(to));
      if (through.length === 0) continue;
      const teams = await store.cards(viewer, [...new Set(through.map(({ to }) => to))]);
      const names = teams.map(({ name }) => name);
      const edges = held.filter((edge) => through.some(({ to }) => to === (end === 'from' ? edge.from : edge.to)));
      const said = relationSentence({
        relation: store.ontology.relation(relation),
        end: opposite(end),
        subject: other?.name ?? '',
        others: names,
        role: undefined,
      });
      return answered(true, `By way of ${series(names)}, of which ${one?.name ?? ''} is one. ${said}`, [
        ...through,
        ...edges,
      ]);
    }
    return undefined;
  }
  /** Whether a list of who stands at the other thing leaves nobody out. */
  const isWhole = async (relation: string, end: End, edges: readonly Edge[]) => {
    if (store.ontology.relation(relation).type !== extraRelationType) return true;
    if ((await edgesOf(relation, subject, end)).length > 0) return true;
    const facts = Object.values((await store.entity(viewer, object))?.facts ?? {});
    const own = new Set(facts.flatMap((fact) => fact.sources.map(({ record }) => record)));
    return edges.some(({ support }) => support.some((record) => own.has(record)));
  };
  for (const { relation, end } of relations) {
    const edges = await edgesOf(relation, object, opposite(end));
    if (edges.length === 0 || (ever && !edges.some((edge) => isOver(edge, on)))) continue;
    if (!(await isWhole(relation, end, edges))) continue;
    const others = await store.cards(
      viewer,
      edges.map((edge) => (end === 'from' ? edge.from : edge.to)),
    );
    const notes = await store.notes(
      viewer,
      edges.flatMap((edge) => edge.support),
    );
    const sentence = sentenceOf(
      store.ontology.relation(relation),
      opposite(end),
      edges,
      others.map(({ name }) => name),
    );
    return {
      statements: [
        {
          text: `No, ${one.name} is not among them. ${sentence} (As of ${on}.)`,
          about: { ref: other.ref, title: other.name },
          sources: distinct([...notes.values()]),
        },
      ],
      value: false,
      found: others.map(({ ref }) => ref),
    };
  }
  // Who was there, and is no more, is not: also where nobody is.
  for (const { relation, end } of ended || ever ? [] : relations) {
    const edges = (await store.edges(viewer, { relation, of: [subject], end, on: 'always' })).filter(
      (edge) => hasRole(edge, role) && isOver(edge, on) && (end === 'from' ? edge.to : edge.from) === object,
    );
    if (edges.length > 0)
      return answered(false, sentenceOf(store.ontology.relation(relation), opposite(end), edges, [one.name]), edges);
  }
  return undefined;
}

function opposite(end: End): End {
  return end === 'from' ? 'to' : 'from';
}
