import { timeOf } from './dates.ts';
import { type HeldValues, mostValues } from './values.ts';

/** A value of a text field that is a day, a month or a year. */
export interface DatedText {
  kind: string;
  field: string;
  value: string;
  first: string;
  last: string;
}

/** Values of text fields that say a time and nothing else: terms that end in "October 2026". */
export function datedTexts(held: readonly HeldValues[]): DatedText[] {
  return held.flatMap(({ kind, field, values }) =>
    field.type !== 'text' || values.length > mostValues
      ? []
      : values.flatMap((value) => {
          const time = timeOf(value);
          return time === undefined ? [] : [{ kind, field: field.name, value, ...time }];
        }),
  );
}
