import { z } from 'zod';
import type { FieldSpec } from './kinds.ts';
import { fold } from './names.ts';
import type { Value } from './value.ts';

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((raw) => String(raw).normalize('NFC').trim())
  .pipe(z.string().min(1, 'is empty').max(20_000, 'is longer than 20,000 characters'));

const isoDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/;

/** Checks and normalises what a source or a form says about a field, per field type. */
const parsers: Record<Exclude<FieldSpec['type'], 'choice'>, z.ZodType<Value>> = {
  text,
  markdown: text,
  number: z.union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(\.\d+)?$/, 'is not a number')
      .transform(Number),
  ]),
  boolean: z.union([
    z.boolean(),
    z
      .string()
      .trim()
      .regex(/^(true|false|yes|no|y|n|1|0)$/i, 'is not yes or no')
      .transform((raw) => /^(true|yes|y|1)$/i.test(raw)),
  ]),
  date: z
    .union([z.string().trim(), z.date().transform((date) => date.toISOString())])
    .pipe(
      z
        .string()
        .regex(isoDate, 'is not a date like 2026-01-31')
        .transform((raw) => raw.slice(0, 10)),
    )
    .refine((raw) => new Date(`${raw}T00:00:00Z`).toISOString().startsWith(raw), 'is not a day of the calendar'),
  url: text.refine(
    (raw) => /^(https?:\/\/|mailto:)\S+$/i.test(raw),
    'is not a link that starts with https:// or http://',
  ),
  email: text.refine((raw) => /^[^\s@<>"]+@[^\s@<>"]+$/.test(raw), 'is not an e-mail address'),
  list: z
    .union([z.array(text), text.transform((raw) => raw.split(/\s*[;|\n]\s*/))])
    .transform((items) => [...new Set(items.filter((item) => item !== ''))])
    .refine((items) => items.length > 0, 'is empty'),
};

export type ParsedField = { ok: true; value: Value } | { ok: false; problem: string };

/** Whether a source said nothing: null, undefined, an empty text or list. */
export function isBlank(raw: unknown): boolean {
  if (raw === null || raw === undefined) return true;
  if (typeof raw === 'string') return raw.trim() === '';
  return Array.isArray(raw) && raw.every(isBlank);
}

/** The value in the field's own form, or what is wrong with it in words that follow the field's name. */
export function parseField(spec: FieldSpec, raw: unknown): ParsedField {
  if (spec.type === 'choice') return parseChoice(spec, raw);
  const result = parsers[spec.type].safeParse(raw);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problem: `${quote(raw)} ${problemOf(result.error)}` };
}

function parseChoice(spec: FieldSpec, raw: unknown): ParsedField {
  const choices = spec.choices ?? [];
  const wanted =
    typeof raw === 'string'
      ? fold(raw)
          .replace(/[\s_-]+/g, ' ')
          .trim()
      : undefined;
  const found = choices.find(({ value, synonyms = [] }) =>
    [value, ...synonyms].some((name) => fold(name).replace(/[\s_-]+/g, ' ') === wanted),
  );
  if (found !== undefined) return { ok: true, value: found.value };
  return { ok: false, problem: `${quote(raw)} is not one of ${choices.map(({ value }) => value).join(', ')}` };
}

function problemOf(error: z.ZodError): string {
  const messages = error.issues.flatMap((issue) =>
    issue.code === 'invalid_union' ? issue.errors.flat().map(({ message }) => message) : [issue.message],
  );
  return messages.find((message) => message.startsWith('is ')) ?? 'has the wrong type';
}

function quote(raw: unknown): string {
  const shown = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}
