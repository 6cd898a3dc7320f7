import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { check } from '../../schema/check.ts';

const problems = (schema: z.ZodType, data: unknown) => {
  const checked = check(schema, data);
  return checked.ok ? [] : checked.problems;
};

describe('what a schema refuses', () => {
  test.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'is missing (expected text)'],
    [z.string(), 5, 'must be text, but is 5'],
    [z.string(), ['a'], 'must be text, but is a list'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(3), 'ab', 'must have at least 3 characters, but has 2'],
    [z.string().max(2), 'x'.repeat(1234), 'must have at most 2 characters, but has 1,234'],
    [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 entries, but has 2'],
    [z.coerce.number().int().max(100), '101', 'must be at most 100, but is 101'],
    [z.coerce.number().int().max(100), 'many', 'must be a number'],
    [z.number().int(), 1.5, 'must be a whole number, but is 1.5'],
    [z.number().positive(), 0, 'must be more than 0, but is 0'],
    [z.enum(['open', 'settled']), 'closed', 'must be open or settled'],
    [z.boolean(), 'yes', 'must be true or false, but is text'],
    [z.iso.date(), 'tomorrow', 'must be a date such as 2026-01-31'],
    [z.union([z.string(), z.array(z.string())]), 5, 'must be text or a list, but is 5'],
    [z.union([z.string(), z.strictObject({ a: z.number() })]), { a: 'x' }, 'a: must be a number, but is text'],
    [z.strictObject({}), { shoe: 9 }, 'unknown setting "shoe"'],
    [z.string().max(3, 'is longer than a word'), 'four', 'is longer than a word'],
  ])('%# is said in plain words', (schema, data, words) => {
    expect(problems(schema, data)).toEqual([words]);
  });

  test('is named by its place, at most five times, and no text that came is repeated', () => {
    const list = z.strictObject({ sources: z.array(z.strictObject({ name: z.string().max(3) })) });
    const found = problems(list, { sources: Array.from({ length: 9 }, () => ({ name: 'secret' })) });
    expect(found).toHaveLength(5);
    expect(found[1]).toBe('sources[1].name: must have at most 3 characters, but has 6');
    expect(found.join()).not.toContain('secret');
  });

  test('nothing, where all is well', () => {
    expect(check(z.coerce.number(), '5')).toEqual({ ok: true, value: 5 });
  });
});
