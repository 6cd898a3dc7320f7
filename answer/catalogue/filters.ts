import { invalid } from '../../schema/errors.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Value } from '../../schema/value.ts';
import type { KindFilter } from '../look-up/query.ts';
import type { CatalogueContext } from './look-up.ts';
import type { Where } from './words.ts';

/** Values of a field that are named when none of them was meant. */
const named = 15;

/** What an input wants of a kind, and remarks about values that nothing has. @throws Invalid for a field that the kind has not */
export async function filterOf(
  kind: string,
  where: Where | undefined,
  context: CatalogueContext,
): Promise<{ filter: KindFilter; remarks: string[] }> {
  const { ontology } = context.store;
  const remarks: string[] = [];
  const wanted: Record<string, Value[]> = {};
  for (const [name, given] of Object.entries(where ?? {})) {
    const field = ontology.findField(kind, name);
    if (field === undefined)
      throw invalid(`A ${ontology.kind(kind).singular} has no field "${name}"`, {
        where: 'where',
        fix: `The fields are ${ontology
          .fields(kind)
          .map((each) => each.name)
          .join(', ')}`,
      });
    const values = [given].flat().map((value) => chosen(field, value));
    const held = await heldValues(kind, field, context);
    wanted[name] = values.flatMap((value) => meant(field, value, held));
    const missing = values.filter(
      (value) => field.assumed !== String(value) && !held.some((each) => has(field, each, value)),
    );
    if (missing.length > 0 && held.length > 0)
      remarks.push(
        `No ${ontology.kind(kind).singular} has ${name} ${missing.map(String).join(' or ')}; the most frequent values are ${held.slice(0, named).join(', ')}`,
      );
  }
  return { filter: { kind, ...(Object.keys(wanted).length > 0 && { where: wanted }) }, remarks };
}

/** A choice as the ontology writes it. */
function chosen({ choices = [] }: FieldSpec, value: string | number | boolean): Value {
  const wanted = fold(String(value));
  return (
    choices.find((choice) => [choice.value, ...(choice.synonyms ?? [])].some((each) => fold(each) === wanted))?.value ??
    value
  );
}

/** "Berlin" means "Berlin, Germany" too, where people say a part of the value. */
function meant(field: FieldSpec, value: Value, held: readonly string[]): Value[] {
  return [value, ...held.filter((each) => has(field, each, value))];
}

function has({ saidInPart = false }: FieldSpec, held: string, value: Value): boolean {
  const [whole, part] = [words(held), words(String(value))];
  return whole === part || (saidInPart && part.trim() !== '' && whole.includes(part));
}

function words(text: string): string {
  return ` ${fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `;
}

async function heldValues(kind: string, { name }: FieldSpec, { store, viewer }: CatalogueContext): Promise<string[]> {
  return (await store.fieldValues(viewer, kind, name)).map(({ value }) => value);
}

/** How many of each status are not counted. */
export function byStatus(uncounted: readonly EntityCard[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { fields } of uncounted) counts.set(String(fields.status), (counts.get(String(fields.status)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
