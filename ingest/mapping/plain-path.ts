import type jsonata from 'jsonata';

/** A value, or `unsure` where only JSONata itself knows what the path means. */
export type ReadPath = (context: unknown) => unknown;

/** What a path reads can't be said without JSONata: a list on the way, a null, an object at its end. */
export const unsure = Symbol('unsure');

/**
 * Most expressions of a mapping are the name of a column, and JSONata takes a hundred times as long for it as it takes to look.
 *
 * @returns how to read a path of names such as `title` or `owner.mail`; undefined for any other expression
 */
export function plainPath(expression: jsonata.Expression): ReadPath | undefined {
  const names = namesOf(expression.ast());
  if (names === undefined) return undefined;
  return (context) => {
    let value = context;
    for (const name of names) {
      if (!isPlainObject(value)) return unsure;
      if (!Object.hasOwn(value, name)) return undefined;
      value = value[name];
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : unsure;
  };
}

/** The names of a path that is nothing but names; JSONata marks everything else by further properties. */
function namesOf(ast: jsonata.ExprNode): string[] | undefined {
  const { type, steps, ...more } = ast;
  if ((type as string) !== 'path' || steps === undefined || Object.keys(more).length > 0) return undefined;
  const isName = (step: jsonata.ExprNode) =>
    step.type === 'name' && Object.keys(step).every((key) => ['type', 'value', 'position'].includes(key));
  return steps.every(isName) ? steps.map((step) => String(step.value as unknown)) : undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('_jsonata_function' in value);
}
