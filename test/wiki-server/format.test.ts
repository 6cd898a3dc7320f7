import { describe, expect, test } from '@jest/globals';
import { formatAge, formatDay, formatTime, joinWords, shorten } from '../../wiki-server/format.ts';

const now = new Date('2026-11-20T09:30:00Z');

describe('what readers see', () => {
  test('days and times are those of the source, in UTC', () => {
    expect(formatDay('2026-09-03T23:30:00-05:00')).toBe('4 Sep 2026');
    expect(formatTime('2026-09-03T06:00:00Z')).toBe('3 Sep 2026, 06:00 UTC');
    expect(formatDay('soon')).toBe('soon');
  });

  test('ages are by the calendar, in the unit a person would use', () => {
    expect(formatAge('2026-11-20T00:01:00Z', now)).toBe('today');
    expect(formatAge('2026-11-19T23:59:00Z', now)).toBe('yesterday');
    expect(formatAge('2026-11-08', now)).toBe('12 days ago');
    expect(formatAge('2026-08-20', now)).toBe('3 months ago');
    expect(formatAge('2023-11-20', now)).toBe('3 years ago');
    expect(formatAge('2026-11-23', now)).toBe('in 3 days');
  });

  test('a long text is cut at a word', () => {
    expect(shorten('one two  three', 20)).toBe('one two three');
    expect(shorten('one two, three', 9)).toBe('one two…');
    expect(shorten('onetwothree', 4)).toBe('onet…');
  });

  test('words are joined as a person joins them', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});
