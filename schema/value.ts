import { z } from 'zod';

/** What a field can hold, and all that either engine stores as a property. Structures are JSON strings, times ISO strings. */
export type Value = string | number | boolean | string[];

export const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** Equal for a reader: text is compared without regard to space and case, lists without regard to order. */
export function sameValue(a: Value, b: Value): boolean {
  return comparable(a) === comparable(b);
}

function comparable(item: Value): string {
  if (Array.isArray(item)) return JSON.stringify([...new Set(item.map((text) => comparable(text)))].sort());
  if (typeof item === 'string') return `s:${item.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()}`;
  return `${typeof item}:${String(item)}`;
}

/** A text, number or boolean as text, trimmed; undefined for anything else, and for nothing. */
export function scalarText(raw: unknown): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') return undefined;
  const text = String(raw).trim();
  return text === '' ? undefined : text;
}
