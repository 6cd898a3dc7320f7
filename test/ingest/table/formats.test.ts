import { describe, expect, test } from '@jest/globals';
import { likelySeparator } from '../../../ingest/table/csv.ts';
import { parseTableFile } from '../../../ingest/table/formats.ts';

const parse = (path: string, text: string) => parseTableFile(path, text, {});

describe('CSV', () => {
  test.each([
    ['a,b', ','],
    ['a;b;c,d', ';'],
    ['a\tb', '\t'],
    ['"a;b;c",d', ','],
    ['alone', ','],
  ])('%j is separated by %j', (text, separator) => {
    expect(likelySeparator(text)).toBe(separator);
  });

  test('has the line of each row, also behind cells of several lines', () => {
    const { data, lines } = parse('p.csv', 'id,note\n1,"two\nlines"\n\n2,one\n');
    expect(data).toEqual([
      { id: '1', note: 'two\nlines' },
      { id: '2', note: 'one' },
    ]);
    expect(lines).toEqual([3, 5]);
  });

  test('refuses a row with too many cells and keeps the others', () => {
    const { data, refusals } = parse('p.csv', 'id,name\n1,Ada\n2,Bob,Ross\n3,Eve\n');
    expect(data).toEqual([
      { id: '1', name: 'Ada' },
      { id: '3', name: 'Eve' },
    ]);
    expect(refusals).toEqual([{ where: 'p.csv:3', reason: 'The row has 3 cells, and 2 are expected.' }]);
  });

  test('names the line from which a quote that never ends swallows the rest', () => {
    const { data, refusals } = parse('p.csv', 'id,name\n1,Ada\n2,"Bob\n3,Eve\n');
    expect(data).toEqual([{ id: '1', name: 'Ada' }]);
    expect(refusals).toEqual([{ where: 'p.csv:3', reason: expect.stringContaining('never closed') }]);
  });

  test('a heading that is there again is numbered, and that is told', () => {
    const { data, warnings } = parse('p.csv', 'id,phone,phone 2,phone,phone\n1,a,b,c,d\n');
    expect(data).toEqual([{ id: '1', phone: 'a', 'phone 2': 'b', 'phone 3': 'c', 'phone 4': 'd' }]);
    expect(warnings).toEqual([
      {
        where: 'p.csv:1',
        reason:
          'The column "phone" is there 3 times: behind the first it is read as "phone 3", "phone 4". Give each column its own name',
      },
    ]);
    expect(parse('p.csv', 'id,phone\n1,a\n').warnings).toEqual([]);
  });

  test.each([['', 'p.csv', 'no header line']])('refuses a file that makes no sense: %j', (text, where, message) => {
    expect(() => parse('p.csv', text)).toThrow(
      expect.objectContaining({ where: expect.stringContaining(where), message: expect.stringContaining(message) }),
    );
  });
});

describe('JSON, YAML and TOML', () => {
  test.each([
    ['p.json', '{\n "a": 1,\n "b" 2\n}', 'p.json:3', 'not JSON'],
    ['p.json', '', 'p.json:1', 'not JSON'],
    ['p.yaml', 'a: 1\nb: [1\nc: 2\n', 'p.yaml:', 'not YAML'],
    ['p.yaml', 'a: &a [*a, *b]\n', 'p.yaml', 'YAML'],
    ['p.toml', 'a = 1\nb = \n', 'p.toml:2', 'not TOML'],
    ['p.xls', 'x', 'p.xls', 'ending'],
  ])('%s is refused with its line: %j', (path, text, where, message) => {
    expect(() => parse(path, text)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        where: expect.stringContaining(where),
        message: expect.stringContaining(message),
        fix: expect.any(String),
      }),
    );
  });

  test('a bad line of JSONL is refused and the others stand', () => {
    const { data, lines, refusals } = parse('p.jsonl', '{"id":1}\n{"id":\n\n{"id":3}\n');
    expect(data).toEqual([{ id: 1 }, { id: 3 }]);
    expect(lines).toEqual([1, 4]);
    expect(refusals).toEqual([{ where: 'p.jsonl:2', reason: expect.stringContaining('not JSON') }]);
  });

  test('of a name that is twice in one map the last value holds, and both lines are told', () => {
    const text =
      'ledger:\n  owner: ada\n  tags: [a]\n  owner: bob\nqueue: { tier: 1 }\nledger: { owner: eve }\n---\nqueue: 2\n';
    const { data, warnings } = parse('p.yaml', text);
    expect(data).toEqual([{ ledger: { owner: 'eve' }, queue: { tier: 1 } }, { queue: 2 }]);
    expect(warnings).toEqual([
      {
        where: 'p.yaml:4',
        reason:
          '"owner" is there twice, on line 2 and on line 4: the last one is read. Give one of them its own name, or take one out',
      },
      { where: 'p.yaml:6', reason: expect.stringContaining('"ledger" is there twice, on line 1 and on line 6') },
    ]);
    expect(parse('p.yaml', 'a: { b: 1 }\nc: { b: 1 }\n').warnings).toEqual([]);
  });

  test('a YAML file of several documents is a list, an empty one nothing', () => {
    expect(parse('p.yaml', 'a: 1\n---\na: 2\n').data).toEqual([{ a: 1 }, { a: 2 }]);
    expect(parse('p.yml', '# nothing\n').data ?? null).toBeNull();
  });

  test('dates and long numbers of TOML are texts', () => {
    expect(parse('p.toml', 'd = 2026-01-31\nn = 9007199254740993\n').data).toEqual({
      d: '2026-01-31',
      n: '9007199254740993',
    });
  });

  test('an alias that multiplies itself is refused', () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (let index = 1; index < 9; index += 1) {
      const [name, before] = [String.fromCharCode(97 + index), String.fromCharCode(96 + index)];
      levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`);
    }
    expect(() => parse('bomb.yaml', levels.join('\n'))).toThrow('not usable YAML');
  });
});
