import { isBlank, parseField } from '../../schema/field-values.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Value } from '../../schema/value.ts';

/** A value as a form shows it: a list has a line for each. */
export function valueToText(value: Value | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** What a form sends, as it was shown: browsers end lines in their own way. */
export function sentText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** A field as a form sent it, compared with what it showed. */
export interface SentField {
  spec: FieldSpec;
  base: string;
  mine: string;
  /** The person leaves it to the sources again. */
  isUnpinned: boolean;
  /** A source says something of it. */
  isSourced: boolean;
}

/** What a form changes of the fields of an entity; null leaves one to the sources, what is cleared says nothing whatever they say. */
export interface FieldEdit {
  fields: Record<string, Value | null>;
  clear: string[];
  /** What is wrong, by name of the field, in words that stand beside it. */
  problems: Map<string, string>;
}

/** Only what differs from what was shown is an edit: the rest stays what sources say. */
export function editFields(sent: readonly SentField[]): FieldEdit {
  const edit: FieldEdit = { fields: {}, clear: [], problems: new Map() };
  for (const { spec, base, mine, isUnpinned, isSourced } of sent) {
    if (isUnpinned) edit.fields[spec.name] = null;
    else if (mine.trim() === base.trim()) continue;
    else if (!isBlank(mine)) {
      const lines = mine.split('\n').map((line) => line.trim());
      const parsed = parseField(spec, spec.type === 'list' ? lines.filter((line) => line !== '') : mine);
      if (parsed.ok) edit.fields[spec.name] = parsed.value;
      else edit.problems.set(spec.name, parsed.problem);
    } else if (spec.name === 'name') edit.problems.set(spec.name, 'is empty');
    else if (isSourced) edit.clear.push(spec.name);
    else edit.fields[spec.name] = null;
  }
  return edit;
}
