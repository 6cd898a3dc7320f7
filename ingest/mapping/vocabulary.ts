import type { FieldSpec } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology, RelationView } from '../../schema/ontology.ts';
import type { End } from '../../schema/relations.ts';

/** `lastVerified`, `last_verified` and `Last verified` are the same words. */
export function spoken(key: string): string {
  return fold(key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The field that people call so: by its name or label, else by a synonym. Never the name, which is found in other ways. */
export function fieldCalled(word: string, kind: string, ontology: Ontology): FieldSpec | undefined {
  const fields = ontology.fields(kind).filter(({ name }) => name !== 'name');
  const exact = fields.find(({ name, label }) => [spoken(name), spoken(label)].includes(word));
  return exact ?? fields.find(({ synonyms = [] }) => synonyms.some((synonym) => spoken(synonym) === word));
}

/** The relation that people call so on a thing of this kind: by its names, headings, synonyms or the nouns for the other end. */
export function relationCalled(word: string, kind: string, ontology: Ontology): RelationView | undefined {
  for (const relation of ontology.relations) {
    const sides: readonly (readonly [End, readonly string[]])[] = [
      [
        'from',
        [relation.name, relation.headings[0], ...(relation.synonyms?.name ?? []), ...(relation.nouns?.from ?? [])],
      ],
      [
        'to',
        [relation.inverse, relation.headings[1], ...(relation.synonyms?.inverse ?? []), ...(relation.nouns?.to ?? [])],
      ],
    ];
    for (const [end, names] of sides) {
      const fits = ontology.otherKinds(relation, end, kind).length > 0;
      if (fits && names.some((name) => [spoken(name), `${spoken(name)}s`].includes(word))) return { relation, end };
    }
  }
  return undefined;
}
