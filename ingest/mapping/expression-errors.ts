import { isBlank } from '../../schema/field-values.ts';

/** What JSONata throws: plain objects, of which each kind of mistake fills in another part. */
interface Thrown {
  code?: unknown;
  message?: unknown;
  /** Name of the function or operator. */
  token?: unknown;
  /** Place of the argument, from 1. */
  index?: unknown;
  value?: unknown;
}

/** Why an expression failed, in words that say what to change. Names types instead of values, so that many rows fail alike. */
export function explainFailure(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message, token, index, value }: Thrown = error;
  const name = typeof token === 'string' ? token : '';
  if (code === 'T1006' && name !== '') return `there is no function $${name}; check its spelling`;
  if (code === 'T0410' && typeof index === 'number') return wrongArgument(name, index, value);
  return typeof message === 'string' ? message : JSON.stringify(error);
}

function wrongArgument(name: string, index: number, value: unknown): string {
  const said = `argument ${index} of $${name} is ${typeName(value)}, which it does not take`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${said}; use $string(…)`;
  if (Array.isArray(value)) return `${said}; use $join(…, ", ") or x.$${name}($)`;
  return isBlank(value) ? `${said}; use x ? … : …` : said;
}

function typeName(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}
