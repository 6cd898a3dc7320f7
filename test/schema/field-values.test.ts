import { describe, expect, test } from '@jest/globals';
import { isBlank, parseField } from '../../schema/field-values.ts';
import type { FieldSpec, FieldType } from '../../schema/kinds.ts';

const spec = (type: FieldType): FieldSpec => ({
  name: 'x',
  label: 'X',
  type,
  description: '',
  ...(type === 'choice' && { choices: [{ value: 'on leave', synonyms: ['LOA'] }, { value: 'active' }] }),
});

test.each<[FieldType, unknown, unknown]>([
  ['text', '  a '.normalize('NFD'), 'a'],
  ['text', 7, '7'],
  ['number', ' -1.5 ', -1.5],
  ['boolean', 'Yes', true],
  ['boolean', '0', false],
  ['date', '2026-01-31T10:00:00Z', '2026-01-31'],
  ['date', new Date('2026-01-31T00:00:00Z'), '2026-01-31'],
  ['url', 'https://a.example/x', 'https://a.example/x'],
  ['url', 'mailto:a@b', 'mailto:a@b'],
  ['email', 'a@b.example', 'a@b.example'],
  ['list', 'a; b |a', ['a', 'b']],
  ['list', ['a', 1], ['a', '1']],
  ['choice', 'On_Leave', 'on leave'],
  ['choice', 'loa', 'on leave'],
])('a %s of %j is %j', (type, raw, value) => {
  expect(parseField(spec(type), raw)).toEqual({ ok: true, value });
});

test.each<[FieldType, unknown, string]>([
  ['text', {}, 'has the wrong type'],
  ['text', 'x'.repeat(20_001), 'is longer than 20,000 characters'],
  ['number', '1,5', 'is not a number'],
  ['number', NaN, ''],
  ['boolean', 'maybe', 'is not yes or no'],
  ['date', '2026-02-30', 'is not a day of the calendar'],
  ['date', '31.1.2026', 'is not a date like 2026-01-31'],
  ['url', 'javascript:alert(1)', 'is not a link'],
  ['url', 'https://a b', 'is not a link'],
  ['email', 'a at b', 'is not an e-mail address'],
  ['choice', 'asleep', 'is not one of on leave, active'],
  ['choice', 1, 'is not one of'],
  ['list', [{}], ''],
])('a %s of %j is refused and says why', (type, raw, problem) => {
  expect(parseField(spec(type), raw)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
});

describe('nothing said', () => {
  test.each([null, undefined, '', ' \n', [], [null, '']])('%j is blank', (raw) => expect(isBlank(raw)).toBe(true));
  test.each([0, false, 'x', ['', 'x']])('%j is not', (raw) => expect(isBlank(raw)).toBe(false));
});
