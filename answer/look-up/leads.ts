import type { RelationContradiction } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { stemsOf } from '../understand/tokens.ts';
import { contradictionStatement } from './disagreements.ts';
import type { Found } from './find.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { RelatedQuery } from './query.ts';
import { aboutOf, listSentence } from './related-sentences.ts';
import { nameWithStatus, series } from './wording.ts';

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
  ].flatMap(stemsOf),
);

/** Where some lead and others lead in a qualified way, the first are the answer and the others are named behind. */
export async function leadsByRole(
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
        (edge.roles.length === 0 || edge.roles.some((role) => stemsOf(role).every((stem) => plainRoles.has(stem)))),
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
