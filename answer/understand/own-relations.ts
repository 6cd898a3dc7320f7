import type { Ontology } from '../../schema/ontology.ts';
import { extraRelationType } from '../../schema/relations.ts';
import type { RelationSense } from './lexicon.ts';

/** Whether a company has given the relation itself. */
export function isOwn({ relation }: Pick<RelationSense, 'relation'>, ontology: Ontology): boolean {
  return ontology.relation(relation).type === extraRelationType;
}

/**
 * What each sense of a word gives, without that of built-in relations where the company's own give something: where a company has
 * `maintains`, "no maintainers" does not ask for owners.
 */
export function ownFirst<Given>(
  senses: readonly RelationSense[],
  ontology: Ontology,
  given: (sense: RelationSense) => readonly Given[],
): Given[] {
  const own = senses.filter((sense) => isOwn(sense, ontology)).flatMap(given);
  return own.length > 0 ? own : senses.flatMap(given);
}
