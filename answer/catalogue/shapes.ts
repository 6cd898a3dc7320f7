import { z } from 'zod';
import { shortened } from '../../graph/text/code-blocks.ts';
import { quotableText } from '../../graph/text/quotable.ts';
import type { EntityCard, SourceNote } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type Value, value } from '../../schema/value.ts';

/** How things look in results. */

/** Characters of a value in a list, and of one that is read by itself. */
const inList = 200;
const alone = 2_000;

export const item = z.object({
  ref: z.string(),
  kind: z.string(),
  name: z.string(),
  status: z.string().optional().describe('Where it is not the usual one: on leave, left, vacancy, archived …'),
  fields: z.record(z.string(), value).optional().describe('Those that were asked for and that it has.'),
});
export type Item = z.infer<typeof item>;

/** A thing of a list, with the fields that were asked for. */
export function itemOf(card: EntityCard, ontology: Ontology, show: readonly string[] = []): Item {
  const { ref, kind, name, fields } = card;
  const status = unusualStatus(card, ontology);
  const shown = show.flatMap((field) => {
    const held = fields[field];
    return held === undefined ? [] : [[field, clipValue(held, inList)] as const];
  });
  return {
    ref,
    kind,
    name: clip(name, inList),
    ...(status !== undefined && { status }),
    ...(shown.length > 0 && { fields: Object.fromEntries(shown) }),
  };
}

/** `Ada Byron (on leave; title: Engineer)`. */
export function itemWords({ name, status, fields = {} }: Item, extra: readonly string[] = []): string {
  const said = Object.entries(fields).map(([field, held]) => `${field}: ${[held].flat().map(String).join(', ')}`);
  const notes = [...(status === undefined ? [] : [status]), ...extra, ...said];
  return notes.length === 0 ? name : `${name} (${notes.join('; ')})`;
}

function unusualStatus({ kind, fields }: EntityCard, ontology: Ontology): string | undefined {
  const field = ontology.findField(kind, 'status');
  const { status } = fields;
  return field?.choices !== undefined && typeof status === 'string' && status !== field.assumed ? status : undefined;
}

export const source = z.object({
  name: z.string(),
  path: z.string().describe('Relative to the source; for a row of a table path#key.'),
  url: z.string().optional(),
  date: z.string().optional().describe('The day that the source itself states.'),
});

export function sourceOf({ source: name, path, url, date }: SourceNote): z.infer<typeof source> {
  return { name, path, ...(url !== undefined && { url }), ...(date !== undefined && { date }) };
}

/** A text that is not longer than it may be. */
export function clip(text: string, most = alone): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Prose of a page that is not longer than it may be, with its code as it is. A block of code that is cut ends before the dots. */
export function clipProse(markdown: string, most: number): string {
  return shortened(quotableText(markdown), most);
}

/** A value that is not longer than it may be. */
export function clipValue(held: Value, most = alone): Value {
  if (typeof held === 'string') return clip(held, most);
  if (!Array.isArray(held)) return held;
  const kept: string[] = [];
  let length = 0;
  for (const each of held) {
    const text = clip(each, most);
    length += text.length;
    if (length > most) return [...kept, `… and ${held.length - kept.length} more`];
    kept.push(text);
  }
  return kept;
}
