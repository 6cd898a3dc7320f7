import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { End, RelationSpec } from '../../schema/relations.ts';

/** Parts of inputs, in the words of this company's ontology. */
export interface Words {
  ontology: Ontology;
  /** A kind, such as `Person`. */
  kind: z.ZodType<string>;
  /** A relation as it is read from one of its ends: `reports to`, `manages`. */
  relation: z.ZodType<string>;
  /** Values that fields must have. */
  where: z.ZodOptional<z.ZodType<Where>>;
}

/** Per field the values that are let through. */
export type Where = Record<string, string | number | boolean | (string | number | boolean)[]>;

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);

/** The words of an ontology, those that kiki.yaml adds among them. */
export function createWords(ontology: Ontology): Words {
  const kinds = ontology.kinds.map(({ name }) => name);
  const readings = [...new Set(ontology.relations.flatMap(({ name, inverse }) => [name, inverse]))];
  const fieldsOf = ontology.kinds.map(
    ({ name }) =>
      `${name}: ${ontology
        .fields(name)
        .map((field) => field.name)
        .join(', ')}`,
  );
  return {
    ontology,
    kind: z.enum(kinds).describe('A kind of thing.'),
    relation: z
      .enum(readings)
      .describe(`How the thing stands to the others. ${ontology.relations.map(relationWords).join(' ')}`),
    where: z
      .record(z.string().max(60), z.union([scalar, z.array(scalar).min(1).max(50)]))
      .refine((where) => Object.keys(where).length <= 10, 'has more than 10 fields')
      .describe(
        `Keeps those whose fields have one of the values, whatever the case; {"location": ["Oslo", "Bergen"]}. Fields: ${fieldsOf.join('; ')}.`,
      )
      .optional(),
  };
}

/** `"reports to" (inverse "manages"): Person → Person.` */
function relationWords({ name, inverse, pairs }: RelationSpec): string {
  const froms = [...new Set(pairs.map(([from]) => (from === '*' ? 'anything' : from)))].join('/');
  const tos = [...new Set(pairs.map(([from, to]) => (to === '*' ? 'anything' : to === 'same' ? from : to)))].join('/');
  return `"${name}" (${froms} → ${tos}; inverse "${inverse}").`;
}

/** The relation that a kind reads so, and the end at which it then stands. @throws Invalid, naming those that it has */
export function relationOf(ontology: Ontology, kind: string, reading: string): { relation: RelationSpec; end: End } {
  const wanted = fold(reading);
  for (const relation of ontology.relations) {
    if (fold(relation.name) === wanted && ontology.otherKinds(relation, 'from', kind).length > 0)
      return { relation, end: 'from' };
    if (fold(relation.inverse) === wanted && ontology.otherKinds(relation, 'to', kind).length > 0)
      return { relation, end: 'to' };
  }
  const fitting = ontology.relations.flatMap((relation) => [
    ...(ontology.otherKinds(relation, 'from', kind).length > 0 ? [relation.name] : []),
    ...(ontology.otherKinds(relation, 'to', kind).length > 0 ? [relation.inverse] : []),
  ]);
  throw invalid(`A ${ontology.kind(kind).singular} has no relation "${reading}"`, {
    where: 'relation',
    fix: `It has: ${fitting.join(', ')}`,
  });
}

/** A thing by its ref or its name. */
export const thing = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe('The thing: its ref, such as team:payments, or a name that is its alone.');

/** The day as of which it is asked. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day such as 2026-03-31')
  .describe('As of this day, YYYY-MM-DD, as Kiki knew it then; today when left out.')
  .optional();

export const offset = z.number().int().min(0).max(100_000).default(0).describe('How many to leave out at the start.');

/** How many are given at most. */
export const limitOf = (usual: number, most: number) =>
  z.number().int().min(1).max(most).default(usual).describe(`How many are given at most, up to ${most}.`);

/** Fields that are given with each thing. */
export const show = z
  .array(z.string().max(60))
  .max(6)
  .default([])
  .describe('Fields to give with each thing, such as ["title", "email"].');
