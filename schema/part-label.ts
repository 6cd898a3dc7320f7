import type { Ontology } from './ontology.ts';

/** What readers call a field of a kind, or the relation of which the kind is the subject. @param part name or key */
export function partLabel(part: string, kind: string | undefined, ontology: Ontology): string {
  const field = kind === undefined ? undefined : ontology.findField(kind, part);
  if (field !== undefined) return field.label;
  const relation = ontology.findRelation(part);
  return relation === undefined ? part : relation.headings[relation.subject === 'from' ? 0 : 1];
}
