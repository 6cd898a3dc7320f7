import { z } from 'zod';
import { everyone } from '../../schema/audience.ts';
import { check } from '../../schema/check.ts';
import { describeError, invalid } from '../../schema/errors.ts';
import { isBlank, parseField } from '../../schema/field-values.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Claim, RecordDraft } from '../../schema/record.ts';
import { relationClaims } from '../mapping/targets.ts';
import { sectionsOfMarkdown } from '../pages/sections.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform((raw) => String(raw).trim());
const namespace = z.string().regex(/^[a-z][a-zA-Z0-9_-]{0,30}$/, 'must look like "email" or "employeeNumber"');

/** A record in Kiki's own words: what the mapping of a table makes of a row, said directly. */
const body = z.strictObject({
  id: z.unknown().optional(),
  kind: z.string().min(1),
  name: z.unknown().optional(),
  aliases: z.unknown().optional(),
  ids: z.record(namespace, z.union([scalar.transform((id) => [id]), z.array(scalar).max(100)])).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  relations: z.record(z.string(), z.unknown()).optional(),
  url: z.unknown().optional(),
  stated: z.string().optional(),
  by: scalar.optional(),
  text: z.string().optional(),
  matchName: z.boolean().optional(),
});

/**
 * Reads a pushed body that no mapping is for.
 *
 * @throws Invalid, naming the part: nothing of a record is left out silently
 */
export function canonicalRecord(source: string, id: string, data: unknown, ontology: Ontology): RecordDraft {
  const checked = check(body, data);
  if (!checked.ok) throw invalid(checked.problems.join('; '), { fix: 'docs/sources/push.md describes a record' });
  const { kind: kindName, name, aliases, ids = {}, fields = {}, relations = {}, url, stated, by, text } = checked.value;
  const kind = within('kind', () => ontology.kind(kindName)).name;
  const explicit = Object.fromEntries(
    Object.entries(ids)
      .map(([each, values]) => [each, values.filter((value) => value !== '')] as const)
      .filter(([, values]) => values.length > 0),
  );
  if (isBlank(name) && Object.keys(explicit).length === 0)
    throw invalid('The record has neither a name nor ids, so nobody knows what it is about', { where: 'name' });
  const link = isBlank(url) ? undefined : String(valueOf({ ...plainSpec, name: 'url', type: 'url' }, url, 'url'));
  const statedAt = stated === undefined || stated.trim() === '' ? undefined : dateOf(stated.trim());
  const claims: Claim[] = [
    ...Object.entries({ name, aliases }).flatMap(([field, raw]) => fieldClaim(kind, field, raw, field, ontology)),
    ...Object.entries(fields).flatMap(([field, raw]) => fieldClaim(kind, field, raw, `fields.${field}`, ontology)),
    ...Object.entries(relations).flatMap(([word, raw]) => claimsOfRelation(kind, word, raw, ontology)),
  ];
  return {
    source,
    kind,
    key: id,
    path: id,
    ids: explicit,
    ...(checked.value.matchName !== undefined && { matchName: checked.value.matchName }),
    claims,
    passages: text === undefined ? [] : sectionsOfMarkdown(text, { withSteps: kind === 'Procedure' }),
    ...(link !== undefined && { url: link }),
    ...(statedAt !== undefined && { statedAt }),
    ...(by !== undefined && by !== '' && { statedBy: by }),
    audience: everyone,
  };
}

const plainSpec = { label: '', description: '' };

function fieldClaim(kind: string, field: string, raw: unknown, where: string, ontology: Ontology): Claim[] {
  const spec = ontology.findField(kind, field);
  if (spec === undefined) {
    const known = ontology.fields(kind).map((each) => each.name);
    throw invalid(`A ${kind} has no field "${field.slice(0, 60)}"`, {
      where: where.slice(0, 80),
      fix: `Its fields are ${known.join(', ')}`,
    });
  }
  return isBlank(raw) ? [] : [{ about: 'field', field, value: valueOf(spec, raw, where) }];
}

function valueOf(spec: FieldSpec, raw: unknown, where: string) {
  const parsed = parseField(spec, raw);
  if (parsed.ok) return parsed.value;
  throw invalid(parsed.problem, { where });
}

function claimsOfRelation(kind: string, word: string, raw: unknown, ontology: Ontology): Claim[] {
  const where = `relations.${word.slice(0, 60)}`;
  const view = ontology.findRelationOf(kind, word);
  if (view === undefined) {
    const known = ontology.relations.flatMap((relation) => [
      ...(ontology.otherKinds(relation, 'from', kind).length > 0 ? [relation.name] : []),
      ...(ontology.otherKinds(relation, 'to', kind).length > 0 ? [relation.inverse] : []),
    ]);
    throw invalid(`A ${kind} has no relation "${word.slice(0, 60)}"`, {
      where,
      fix: `Its relations are ${known.join(', ')}`,
    });
  }
  const said = [raw].flat(2).filter((item) => !isBlank(item));
  const claims = within(where, () => relationClaims(said, view, {}, ontology));
  if (claims.length < said.length)
    throw invalid('An item names nobody', { where, fix: 'Give a text, or an object such as {"email": "…"}' });
  return claims;
}

function dateOf(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if ((isDay || /^\d{4}-\d{2}-\d{2}[T ]\d/.test(text)) && !Number.isNaN(Date.parse(text)))
    return isDay ? text : new Date(text).toISOString();
  throw invalid(`"${text.slice(0, 60)}" is not a date like 2026-01-31`, { where: 'stated' });
}

function within<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw invalid(describeError(error), { where });
  }
}
