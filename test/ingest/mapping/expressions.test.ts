import { describe, expect, test } from '@jest/globals';
import { readDay } from '../../../ingest/mapping/day.ts';
import { compile } from '../../../ingest/mapping/expressions.ts';

const evaluate = (text: string, context: unknown = {}) => compile(text, 'here').evaluate(context);

describe('an expression', () => {
  test.each<[string, unknown, unknown]>([
    ['name', { name: 'Ada' }, 'Ada'],
    ['`Job title`', { 'Job title': 'Clerk' }, 'Clerk'],
    ['missing', {}, undefined],
    ['empty', { empty: ' ' }, undefined],
    ['list.name', { list: [{ name: 'a' }, { name: 'b' }] }, ['a', 'b']],
    ['[nickname, name][0]', { name: 'Ada' }, 'Ada'],
    ['function($x) { $x }', {}, undefined],
    ['$slug("Zoë’s team")', {}, 'zoes-team'],
    ['$day("31.01.2026", "DD.MM.YYYY")', {}, '2026-01-31'],
    ['$day("soon", "DD.MM.YYYY")', {}, 'soon'],
    ['$day(missing, "DD.MM.YYYY")', {}, undefined],
  ])('%s', async (text, context, value) => {
    expect(await evaluate(text, context)).toEqual(value);
  });

  test('gets variables', async () => {
    expect(await compile('$row.id & name', 'here').evaluate({ name: 'x' }, { row: { id: 7 } })).toBe('7x');
  });

  test('that is no JSONata is refused with its place', () => {
    expect(() => compile('a &', 'sources[0].name')).toThrow(
      expect.objectContaining({ code: 'invalid', where: 'sources[0].name', message: expect.stringContaining('"a &"') }),
    );
  });

  // JSONata's own message names no place, and for a regular expression the place where the text ends.
  test.each<[string, RegExp, RegExp]>([
    [
      '$replace(x, /[[\\]]/, "")',
      /at character 13, before \/\[\[\\\]\]\/.* the \[ at character 15 has no partner/,
      /Write \\\[/,
    ],
    ['$replace(x, /[^)]+$/, "")', /at character 13.* the \) at character 16 has no partner/, /Write \\\)/],
    ['$replace($replace(x, /[(]/, ""), /[)]/, "")', /the \( at character 24 has no partner/, /Write \\\(/],
    ['$replace(x, /[a\\]/, "")', /at character 13.*has no end$/, /first \/ that is outside/],
    ['$replace(\n  x,\n  /[(]/, "")', /at line 3, character 3.* at line 3, character 5 has/, /Write \\\(/],
    ['x & $replace(x, /https:///, "")', /at character 26.*has no end/, /a slash \\\//],
    ['$replace(x, /[b-a]/, "")', /at character 13.*out of order/, /Mend/],
    ['$replace(x, /a/ig, "")', /at character 17.*"g" is no flag/, /i and m alone/],
    ['$split(x, /*/)', /at character 11.*comment/, /begins a comment/],
    ['"a" & "b', /at character 7, before "b: the text/, /quote/],
    ['a & `b', /at character 5.*the name/, /backtick/],
    ['First name', /at character 7, before name/, /backticks/],
    ['(a/b) & "c" d', /at character 13, before d/, /& joins/],
    ['$f(a', /at its end/, /Close/],
  ])('that is no JSONata says where and what to write: %s', (text, message, fix) => {
    expect(() => compile(text, 'here')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message), fix: expect.stringMatching(fix) }),
    );
  });

  test.each([
    ['/[\\[\\]]/', 'ab/c'],
    ['/[^\\(\\]]/', ']'],
    ['/[a/b]/', '[]c'],
    ['/(b\\]\\/c|\\[)/', 'a'],
  ])('has regular expressions as the documentation says: %s', async (pattern, left) => {
    expect(await evaluate(`$replace(x, ${pattern}, "")`, { x: 'a[b]/c' })).toBe(left);
  });

  test.each(['$number("x")', '$nosuch(1)', '"a" + 1', '$day("1", "DD.MM")'])(
    'that fails says why: %s',
    async (text) => {
      await expect(evaluate(text)).rejects.toMatchObject({ code: 'invalid', where: 'here' });
    },
  );

  test.each<[string, unknown, RegExp]>([
    ['$nosuch(1)', {}, /there is no function \$nosuch/],
    ['$replace(a, "x", "y")', { a: 7 }, /argument 1 of \$replace is a number.*\$string\(/],
    ['$contains(a, "x")', { a: ['x'] }, /argument 1 of \$contains is a list.*\$join\(/],
    ['$trim(a)', { a: { b: 1 } }, /argument 1 of \$trim is an object/],
  ])('%s on %j says what to change', async (text, context, message) => {
    await expect(evaluate(text, context)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });

  test.each(['($f := function($x) { $f($x + 1) }; $f(1))', '$count([1..9000000].($ * $))'])(
    'that never ends, or not soon, is stopped: %s',
    async (text) => {
      let now = 0;
      // Each look at the clock is a second later, so that nothing has to be waited for.
      const expression = compile(text, 'here', undefined, () => (now += 1000));
      await expect(expression.evaluate({})).rejects.toMatchObject({
        message: expect.stringContaining('longer than 5 s'),
      });
    },
  );
});

describe('a day', () => {
  test.each([
    ['31.01.2026', 'DD.MM.YYYY', '2026-01-31'],
    ['1.2.2026 10:30', 'DD.MM.YYYY', '2026-02-01'],
    ['Mar 5, 2026', 'MMM DD, YYYY', '2026-03-05'],
    ['5 September 2026', 'DD MMM YYYY', '2026-09-05'],
    ['20260401', 'YYYYMMDD', '2026-04-01'],
    ['30.02.2026', 'DD.MM.YYYY', undefined],
    ['31/01/2026', 'MM/DD/YYYY', undefined],
    ['3 Foo 2026', 'DD MMM YYYY', undefined],
    ['(31)', '(DD) YYYY', undefined],
  ])('%s as %s', (text, form, day) => {
    expect(readDay(text, form)).toBe(day);
  });
});
