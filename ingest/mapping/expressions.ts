import jsonata from 'jsonata';
import { invalid } from '../../schema/errors.ts';
import { isBlank } from '../../schema/field-values.ts';
import { slugify } from '../../schema/names.ts';
import { scalarText } from '../../schema/value.ts';
import { isDayForm, readDay } from './day.ts';
import { explainFailure } from './expression-errors.ts';
import { plainPath, unsure } from './plain-path.ts';
import { type ReadColumn, readColumns } from './read-columns.ts';
import { explainSyntax } from './syntax-errors.ts';

/** A JSONata expression of kiki.yaml that is ready to be evaluated. */
export interface Expression {
  /** The value on this context; undefined when it says nothing. @throws Invalid when the expression fails */
  evaluate(context: unknown, variables?: Record<string, unknown>): Promise<unknown>;
  /** The columns that it expects. */
  columns(): ReadColumn[];
}

/** Looks up rows of the source's tables, for joins. */
export interface Tables {
  /** Rows of a table whose column has this value. @throws Invalid for an unknown table */
  find(table: string, column: string, value: unknown): readonly unknown[];
}

/** Longest an expression may take for one row, in milliseconds: a mistake in the config must not hang a run. */
const longest = 5000;
const stepHook = Symbol.for('jsonata.__evaluate_entry') as unknown as string; // typed as string, documented as symbol

/**
 * @param where the place in kiki.yaml, for messages
 * @param clock milliseconds
 * @throws Invalid when the text is not JSONata
 */
export function compile(
  text: string,
  where: string,
  tables?: Tables,
  clock: () => number = () => performance.now(),
): Expression {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(text);
  } catch (error) {
    const { problem, fix } = explainSyntax(text, error, jsonata);
    throw invalid(`"${shorten(text)}" is not a JSONata expression: ${problem}`, { where, fix });
  }
  compiled.registerFunction('slug', (name: string) => slugify(name) ?? '', '<s-:s>');
  compiled.registerFunction('day', day, '<xs:x>');
  if (tables !== undefined) {
    compiled.registerFunction(
      'find',
      (table: string, column: string, value: unknown) => tables.find(table, column, value)[0],
      '<ssx:x>',
    );
    compiled.registerFunction(
      'findAll',
      (table: string, column: string, value: unknown) => [...tables.find(table, column, value)],
      '<ssx:a>',
    );
  }
  // JSONata never yields to timers, so the time is looked at from inside: it calls this at each step.
  let deadline = 0;
  const read = plainPath(compiled);
  compiled.assign(stepHook, () => {
    if (clock() > deadline) throw new Error(`takes longer than ${longest / 1000} s`);
  });
  return {
    columns: () => readColumns(compiled.ast()),
    async evaluate(context, variables = {}) {
      const found = read === undefined ? unsure : read(context);
      if (found !== unsure) return plain(found);
      deadline = clock() + longest;
      try {
        return plain(await compiled.evaluate(context, variables));
      } catch (error) {
        throw invalid(`"${shorten(text)}" fails (${explainFailure(error)})`, { where, cause: error });
      }
    },
  };
}

/** `$day("31.01.2026", "DD.MM.YYYY")`. A text of another form stays as it is, so that the field that gets it names it. */
function day(value: unknown, form: string): unknown {
  if (!isDayForm(form)) throw invalid(`"${form}" is not a form of days such as DD.MM.YYYY`);
  const text = scalarText(value);
  return text === undefined ? undefined : (readDay(text, form) ?? text);
}

/** JSONata's sequences as plain arrays, its nothing as undefined. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isFunction(item)).map(plain);
  if (isFunction(value)) return undefined;
  return isBlank(value) ? undefined : value;
}

/** JSONata's own functions are objects. */
function isFunction(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && '_jsonata_lambda' in value);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
