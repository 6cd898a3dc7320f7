import { everyone } from '../../schema/audience.ts';
import { describeError } from '../../schema/errors.ts';
import { isBlank, parseField } from '../../schema/field-values.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Claim, RecordDraft } from '../../schema/record.ts';
import { scalarText } from '../../schema/value.ts';
import type { Expression } from './expressions.ts';
import { asFieldReads } from './field-text.ts';
import type { Mapping } from './compile-mapping.ts';
import { relationClaims } from './targets.ts';

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
    const raw = asFieldReads(await expression.evaluate(context, variables), spec);
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
