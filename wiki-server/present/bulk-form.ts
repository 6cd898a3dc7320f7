import type { BulkChange } from '../../graph/curation/bulk-change.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { End, RelationSpec } from '../../schema/relations.ts';
import { bulkTexts } from '../texts.ts';
import { parseToken, relationChoices } from './edit-form.ts';

export type BulkAct = BulkChange['act'];

/** A field or relation that can be changed on many pages at once. */
export interface BulkSubject {
  /** `field.NAME` or `relation.KEY|end|`: what the form names it. */
  token: string;
  label: string;
  acts: readonly { act: BulkAct; text: string }[];
  about: { field: FieldSpec } | { relation: RelationSpec; end: End };
}

/** What can be changed of many things of a kind at once. Each has a name of its own, and what a text mentions changes with the text. */
export function bulkSubjects(kind: string, ontology: Ontology): BulkSubject[] {
  const fields = ontology
    .fields(kind)
    .filter(({ name }) => name !== 'name')
    .map((field): BulkSubject => {
      const acts: BulkAct[] =
        field.type === 'list' ? ['set', 'add', 'remove', 'clear', 'unpin'] : ['set', 'clear', 'unpin'];
      return {
        token: `field.${field.name}`,
        label: field.label,
        acts: acts.map((act) => ({ act, text: bulkTexts.acts.field[act] })),
        about: { field },
      };
    });
  const relations = relationChoices(kind, ontology).flatMap(({ token, text }): BulkSubject[] => {
    const parsed = parseToken(token);
    if (parsed === undefined || parsed.relation === 'MENTIONS') return [];
    const relation = ontology.relation(parsed.relation);
    const { end } = parsed;
    const isOne = relation.cardinality === 'one' && relation.subject === end;
    const acts = (['add', 'remove', 'clear', 'unpin'] as const).map((act) => ({
      act,
      text: isOne && act === 'add' ? bulkTexts.acts.one : bulkTexts.acts.relation[act],
    }));
    return [{ token: `relation.${token}`, label: text, acts, about: { relation, end } }];
  });
  return [...fields, ...relations];
}
