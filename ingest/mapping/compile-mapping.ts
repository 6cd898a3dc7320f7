import type { PageMapping, RowMapping } from '../../schema/config-file.ts';
import { describeError, invalid } from '../../schema/errors.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology, RelationView } from '../../schema/ontology.ts';
import { isWidenable } from '../../schema/widen-relation.ts';
import { compile, type Expression, type Tables } from './expressions.ts';
import type { TargetOptions } from './targets.ts';

/** A mapping of kiki.yaml that is checked against the ontology and ready to use. */
export interface Mapping {
  kind: string;
  when: Expression | undefined;
  each: Expression | undefined;
  key: Expression | undefined;
  text: Expression | undefined;
  url: Expression | undefined;
  stated: Expression | undefined;
  by: Expression | undefined;
  matchName: boolean | undefined;
  ids: { namespace: string; expression: Expression }[];
  fields: { spec: FieldSpec; expression: Expression }[];
  relations: { view: RelationView; options: TargetOptions; expression: Expression }[];
}

/**
 * @param where the mapping's place in kiki.yaml, for messages
 * @throws Invalid for an unknown kind, field or relation, or an expression that is none
 */
export function compileMapping(
  mapping: RowMapping | (PageMapping & { kind: string }),
  where: string,
  ontology: Ontology,
  tables?: Tables,
): Mapping {
  const at = (part: string) => `${where}.${part}`;
  const kind = inPlace(at('kind'), () => ontology.kind(mapping.kind)).name;
  const optional = (text: string | undefined, part: string) =>
    text === undefined ? undefined : compile(text, at(part), tables);
  const named = [
    ...(mapping.name === undefined ? [] : [['name', mapping.name] as const]),
    ...(mapping.aliases === undefined ? [] : [['aliases', mapping.aliases] as const]),
    ...Object.entries(mapping.fields ?? {}).map(([name, text]) => [`fields.${name}`, text] as const),
  ];
  return {
    kind,
    when: optional(mapping.when, 'when'),
    each: 'each' in mapping ? optional(mapping.each, 'each') : undefined,
    key: 'key' in mapping ? optional(mapping.key, 'key') : undefined,
    text: 'text' in mapping ? optional(mapping.text, 'text') : undefined,
    url: optional(mapping.url, 'url'),
    stated: optional(mapping.stated, 'stated'),
    by: optional(mapping.by, 'by'),
    matchName: mapping.matchName,
    ids: Object.entries(mapping.ids ?? {}).map(([namespace, text]) => ({
      namespace,
      expression: compile(text, at(`ids.${namespace}`), tables),
    })),
    fields: named.map(([part, text]) => ({
      spec: fieldOf(kind, part.replace('fields.', ''), at(part), ontology),
      expression: compile(text, at(part), tables),
    })),
    relations: Object.entries(mapping.relations ?? {}).map(([word, relation]) => {
      const part = at(`relations.${word}`);
      const otherKind =
        relation.kind === undefined ? undefined : inPlace(part, () => ontology.kind(relation.kind ?? '')).name;
      return {
        view: relationOf(kind, word, part, ontology),
        options: { by: relation.by, kind: otherKind },
        expression: compile(relation.to, part, tables),
      };
    }),
  };
}

function fieldOf(kind: string, name: string, where: string, ontology: Ontology): FieldSpec {
  const spec = ontology.findField(kind, name);
  if (spec !== undefined) return spec;
  const known = ontology.fields(kind).map((field) => field.name);
  throw invalid(`A ${kind} has no field "${name}"`, {
    where,
    fix: `Its fields are ${known.join(', ')}; add your own under schema: kinds: ${kind}: fields:`,
  });
}

function relationOf(kind: string, word: string, where: string, ontology: Ontology): RelationView {
  const view = ontology.findRelationOf(kind, word);
  if (view !== undefined) return view;
  const elsewhere = ontology.relations.find(({ key, name, inverse }) =>
    [key, name, inverse].map(fold).includes(fold(word)),
  );
  if (elsewhere !== undefined && isWidenable(elsewhere, kind)) {
    const end = fold(elsewhere.inverse) === fold(word) ? 'to' : 'from';
    throw invalid(`The relation "${word}" is not of the kind ${kind} yet`, {
      where,
      fix: `Let it be: schema: relations: ${elsewhere.key}: { ${end}: ${kind} }`,
    });
  }
  const known = ontology.relations.flatMap((relation) => [
    ...(ontology.otherKinds(relation, 'from', kind).length > 0 ? [relation.name] : []),
    ...(ontology.otherKinds(relation, 'to', kind).length > 0 ? [relation.inverse] : []),
  ]);
  throw invalid(`A ${kind} has no relation "${word}"`, {
    where,
    fix: `Its relations are ${known.join(', ')}; add your own under schema: relations:`,
  });
}

function inPlace<T>(where: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw invalid(describeError(error), { where });
  }
}
