import { everyone } from '../../schema/audience.ts';
import type { PageMapping, RowMapping } from '../../schema/config-file.ts';
import { describeError, invalid } from '../../schema/errors.ts';
import { isBlank, parseField } from '../../schema/field-values.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology, RelationView } from '../../schema/ontology.ts';
import type { Claim, RecordDraft } from '../../schema/record.ts';
import { scalarText } from '../../schema/value.ts';
import { compile, type Expression, type Tables } from './expressions.ts';
import { relationClaims, type TargetOptions } from './targets.ts';

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

/** Where a row or page is, and what else its expressions may use. */
export interface Item {
  context: unknown;
  variables: Record<string, unknown>;
}

export interface Mapped {
  draft: Omit<RecordDraft, 'source' | 'key' | 'path' | 'at' | 'passages'>;
  /** Fields and relations that were left out, and why. The rest of the row stands. */
  problems: string[];
}

/** Whether the mapping is for this item. */
export async function applies({ when }: Mapping, { context, variables }: Item): Promise<boolean> {
  return when === undefined || (await when.evaluate(context, variables)) === true;
}

/** What the mapping makes of an item, apart from its key, place and prose. @throws Invalid when a key part fails */
export async function mapItem(mapping: Mapping, item: Item, ontology: Ontology): Promise<Mapped> {
  const problems: string[] = [];
  const text = async (expression: Expression | undefined) =>
    scalarText(await expression?.evaluate(item.context, item.variables));
  const claims: Claim[] = [
    ...(await fieldClaims(mapping, item, problems)),
    ...(await allRelationClaims(mapping, item, ontology, problems)),
  ];
  const [url, by, stated] = [
    await text(mapping.url),
    await text(mapping.by),
    await statedDate(mapping, item, problems),
  ];
  return {
    draft: {
      kind: mapping.kind,
      ids: await explicitIds(mapping, item),
      ...(mapping.matchName !== undefined && { matchName: mapping.matchName }),
      claims,
      ...(url !== undefined && { url }),
      ...(stated !== undefined && { statedAt: stated }),
      ...(by !== undefined && { statedBy: by }),
      audience: everyone,
    },
    problems,
  };
}

async function explicitIds({ ids }: Mapping, { context, variables }: Item): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { namespace, expression } of ids) {
    const values = [await expression.evaluate(context, variables)].flat().flatMap((id) => scalarText(id) ?? []);
    if (values.length > 0) found[namespace] = values;
  }
  return found;
}

async function fieldClaims({ fields }: Mapping, { context, variables }: Item, problems: string[]): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const { spec, expression } of fields) {
    const raw = await expression.evaluate(context, variables);
    if (isBlank(raw)) continue;
    const single =
      spec.type !== 'list' && Array.isArray(raw)
        ? raw
            .filter((item) => !isBlank(item))
            .map(String)
            .join(', ')
        : raw;
    const parsed = parseField(spec, single);
    if (parsed.ok) claims.push({ about: 'field', field: spec.name, value: parsed.value });
    else problems.push(`${spec.name}: ${parsed.problem}; left out`);
  }
  return claims;
}

async function allRelationClaims(
  { relations }: Mapping,
  { context, variables }: Item,
  ontology: Ontology,
  problems: string[],
): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const { view, options, expression } of relations) {
    const value = await expression.evaluate(context, variables);
    try {
      claims.push(...relationClaims(value, view, options, ontology));
    } catch (error) {
      problems.push(
        `${view.end === 'from' ? view.relation.name : view.relation.inverse}: ${describeError(error)} Left out.`,
      );
    }
  }
  return claims;
}

/** Day or time, as precise as the source states it, ISO. */
async function statedDate(
  { stated }: Mapping,
  { context, variables }: Item,
  problems: string[],
): Promise<string | undefined> {
  const raw = await stated?.evaluate(context, variables);
  if (isBlank(raw)) return undefined;
  const text = scalarText(raw) ?? JSON.stringify(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  if (/^\d{4}-\d{2}-\d{2}[T ]\d/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  problems.push(`stated: "${text.slice(0, 60)}" is not a date like 2026-01-31; left out`);
  return undefined;
}
