import type { z } from 'zod';

/** What a schema makes of data, or what is wrong with it in plain words, at most five problems. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

const mostProblems = 5;

/**
 * Checks data by a schema. A problem says where it is, what is expected there and what came: `limit: must be at most 100, but is 101`. Where
 * a schema has words of its own for what it refuses, these are said. Texts that came are not repeated: they may be long, or secrets.
 */
export function check<S extends z.ZodType>(schema: S, data: unknown): Checked<z.output<S>> {
  const result = schema.safeParse(data, { error: inWords });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.map((issue) => problemOf(issue)).slice(0, mostProblems) };
}

/** `sources[0].name: must not be empty` */
function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    const nested = furthest(issue.errors.flat());
    if (nested !== undefined) return problemOf({ ...nested, path: [...issue.path, ...nested.path] });
  }
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/** Of what each form of several lacks: that of the form which fits best. Undefined when it is none of them at all. */
function furthest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code, path }) => code !== 'invalid_type' || path.length > 0);
}

const things: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  set: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  null: 'empty',
  date: 'a date',
};

const formats: Readonly<Record<string, string>> = {
  date: 'must be a date such as 2026-01-31',
  datetime: 'must be a time such as 2026-01-31T09:30:00Z',
  email: 'must be an e-mail address',
  url: 'must be an address such as https://example.com',
  uuid: 'must be an id as Kiki gives them',
};

/** Words for what a schema has none of its own for. They follow the name of what is wrong. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType([issue.expected], issue.input);
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}${but(issue.input)}`;
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_format':
      if (issue.format === 'regex') return `must match ${issue.pattern ?? 'its pattern'}`;
      return formats[issue.format] ?? `must be ${issue.format}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}${but(issue.input)}`;
    case 'unrecognized_keys':
      return `unknown setting ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_union':
      return noForm(issue);
    default:
      return 'is not as it should be';
  }
};

function wrongType(expected: readonly string[], input: unknown): string {
  const wanted = oneOf([...new Set(expected.map((each) => things[each] ?? each))]);
  if (input === undefined || input === null) return `is missing (expected ${wanted})`;
  // A number with a fraction is one, and still no whole number; what was to become a number and does not is text.
  if (Number.isNaN(input)) return `must be ${wanted}`;
  return `must be ${wanted}, but is ${typeof input === 'number' ? input : thingOf(input)}`;
}

function noForm(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if ('options' in issue && Array.isArray(issue.options) && issue.options.length > 0)
    return `must be ${oneOf(issue.options.map(String))}`;
  const expected = issue.errors
    .flat()
    .flatMap((each) => (each.code === 'invalid_type' && each.path.length === 0 ? [each.expected] : []));
  return expected.length === 0 ? 'is not as it should be' : wrongType(expected, issue.input);
}

function tooBig({ origin, maximum, inclusive, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `must have at most ${grouped(maximum)} characters${butHas(input)}`;
  if (origin === 'array' || origin === 'set') return `must have at most ${grouped(maximum)} entries${butHas(input)}`;
  return `must be ${inclusive === false ? 'less than' : 'at most'} ${String(maximum)}${but(input)}`;
}

function tooSmall({ origin, minimum, inclusive, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  const isOne = Number(minimum) === 1;
  if (origin === 'string')
    return isOne ? 'must not be empty' : `must have at least ${grouped(minimum)} characters${butHas(input)}`;
  if (origin === 'array' || origin === 'set')
    return isOne ? 'must not be empty' : `must have at least ${grouped(minimum)} entries${butHas(input)}`;
  return `must be ${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}${but(input)}`;
}

/** Numbers are repeated: they are short, and no secrets. */
function but(input: unknown): string {
  return typeof input === 'number' && !Number.isNaN(input) ? `, but is ${input}` : '';
}

function butHas(input: unknown): string {
  return typeof input === 'string' || Array.isArray(input) ? `, but has ${grouped(input.length)}` : '';
}

function grouped(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

function thingOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  return things[typeof input] ?? 'something else';
}

/** `table, pages or push` */
function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
