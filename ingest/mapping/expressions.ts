import jsonata from 'jsonata';
import { invalid } from '../../schema/errors.ts';
import { isBlank } from '../../schema/field-values.ts';
import { slugify } from '../../schema/names.ts';

/** A JSONata expression of kiki.yaml that is ready to be evaluated. */
export interface Expression {
  /** The value on this context; undefined when it says nothing. @throws Invalid when the expression fails */
  evaluate(context: unknown, variables?: Record<string, unknown>): Promise<unknown>;
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
 * @throws Invalid when the text is not JSONata
 */
export function compile(text: string, where: string, tables?: Tables): Expression {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(text);
  } catch (error) {
    throw invalid(`"${shorten(text)}" is not a JSONata expression (${messageOf(error)})`, {
      where,
      fix: 'See docs/configuration.md; names with spaces go in backticks, texts in quotes',
    });
  }
  compiled.registerFunction('slug', (name: string) => slugify(name) ?? '', '<s-:s>');
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
  compiled.assign(stepHook, () => {
    if (performance.now() > deadline) throw new Error(`takes longer than ${longest / 1000} s`);
  });
  return {
    async evaluate(context, variables = {}) {
      deadline = performance.now() + longest;
      try {
        return plain(await compiled.evaluate(context, variables));
      } catch (error) {
        throw invalid(`"${shorten(text)}" fails (${messageOf(error)})`, { where, cause: error });
      }
    },
  };
}

/** JSONata's sequences as plain arrays, its nothing as undefined. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== 'function').map(plain);
  if (typeof value === 'function') return undefined;
  return isBlank(value) ? undefined : value;
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  // JSONata throws plain objects.
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
