import { parseField } from '../../schema/field-values.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { fieldCalled } from '../mapping/vocabulary.ts';
import { access } from '../mapping/access.ts';
import type { Column } from './columns.ts';
import { dayForm } from './days.ts';

export interface GuessedField {
  field: string;
  /** JSONata of the value; undefined when the column is called so and its values do not fit. */
  expression: string | undefined;
  remark?: string;
}

/** A field is proposed when at least this share of the values fits it. */
const enough = 0.8;

/** What tables call a description, beside what the ontology says. */
const describing =
  /^(meaning|explanation|about|brief|summary|blurb|excerpt|bio|biography|purpose|notes?|comments?|what it does|overview|mission statement|long description)$/;

/** What tables call the day on which a row was last looked at. */
const stating =
  /^((last )?(updated|changed|modified|reviewed|verified)( (at|on|date))?|(update|change|modification) date)$/;

/** The column that says how old a row is, and the JSONata that reads it. */
export function guessStated(columns: readonly Column[]): { column: string; expression: string } | undefined {
  for (const { word, path, texts } of columns) {
    const form = stating.test(word) ? dayForm(texts.flat()) : undefined;
    if (form === undefined) continue;
    const column = access(path);
    return { column, expression: form === 'YYYY-MM-DD' ? column : `$day(${column}, "${form}")` };
  }
  return undefined;
}

/** The field that a column gives, by its name and then by its values. */
export function guessField(column: Column, kind: string, ontology: Ontology): GuessedField | undefined {
  if (column.texts.length === 0 || isOfTerm(column)) return undefined;
  const spec = wordsOf(column)
    .flatMap((word) => fieldCalled(describing.test(word) ? 'description' : word, kind, ontology) ?? [])
    .at(0);
  if (spec === undefined) return undefined;
  const expression = access(column.path);
  const texts = column.texts.flat();
  const fitting = texts.filter((text) => parseField(spec, text).ok);
  if (fitting.length >= texts.length * enough) return { field: spec.name, expression };
  const form = spec.type === 'date' ? dayForm(texts) : undefined;
  if (form !== undefined) return { field: spec.name, expression: `$day(${expression}, "${form}")` };
  return { field: spec.name, expression: undefined, remark: doubt(spec, expression, texts, fitting) };
}

/** When somebody's term in office begins and ends is said of that, and not of the person. */
export function isOfTerm({ path }: Pick<Column, 'path'>): boolean {
  return path.slice(0, -1).some((name) => /^(term|tenure|mandate|term of office)$/i.test(name));
}

/** `dates.dueDate` is called "dates due date" and "due date"; `status.value` is also called "status". */
function wordsOf({ word, path }: Column): string[] {
  const words = word.split(' ');
  const tails = words.map((_, index) => words.slice(index).join(' '));
  const isValue = path.length > 1 && words.at(-1) === 'value';
  return isValue ? [words.slice(0, -1).join(' ')] : path.length > 1 ? tails : [word];
}

function doubt(spec: FieldSpec, expression: string, texts: readonly string[], fitting: readonly string[]): string {
  const strange = [...new Set(texts.filter((text) => !fitting.includes(text)))].slice(0, 4);
  const values = strange.map((text) => `"${text.slice(0, 40)}"`).join(', ');
  switch (spec.type) {
    case 'date':
      return `${expression} could be ${spec.name}, but it is not clear how ${values} is read; if the day comes first: $day(${expression}, "DD/MM/YYYY")`;
    case 'choice': {
      const choices = (spec.choices ?? []).map(({ value }) => value).join(', ');
      return `${expression} could be ${spec.name}, but ${values} is none of ${choices}; say what it means with $lookup({…}, ${expression})`;
    }
    default:
      return `${expression} could be ${spec.name}, but ${values} does not fit (${spec.type})`;
  }
}
