import { describe, expect, test } from '@jest/globals';
import { cite, wikiUrl } from '../../../answer/compose/cite.ts';
import type { Statement } from '../../../answer/look-up/finding.ts';

const source = (path: string) => ({ record: path, source: 'handbook', path });
const statement = (text: string, paths: readonly string[], anchor?: string): Statement => ({
  text,
  about: { ref: 'article:travel', title: 'Travel policy', ...(anchor !== undefined && { anchor }) },
  sources: paths.map(source),
});
const options = { publicUrl: 'https://kiki.example' };

describe('the text of an answer', () => {
  test('has the number of its source behind each statement, one for each place', () => {
    const { text, citations } = cite(
      [statement('A.', ['a.md']), statement('B.', ['b.md', 'a.md']), statement('C.', ['b.md'])],
      options,
    );
    expect(text).toBe('A. [1]\n\nB. [1][2]\n\nC. [2]');
    expect(citations.map(({ n, source: { path } }) => [n, path])).toEqual([
      [1, 'a.md'],
      [2, 'b.md'],
    ]);
  });

  test('has it on a line of its own behind several lines', () => {
    expect(cite([statement('From it:\n\n> A.', ['a.md'])], options).text).toBe('From it:\n\n> A.\n\n[1]');
  });

  test('has none behind what has no source', () => {
    expect(cite([statement('I don’t know.', [])], options)).toEqual({ text: 'I don’t know.', citations: [] });
  });

  test('has eight at most, and each resolves', () => {
    const { text, citations } = cite(
      Array.from({ length: 12 }, (_, index) => statement('A.', [`${index}.md`])),
      options,
    );
    expect(citations.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(text.match(/\[\d+\]/g)).toHaveLength(8);
  });
});

test('a citation leads to the section in the wiki and tells its source', () => {
  const { citations } = cite([{ ...statement('A.', ['a.md'], 'hotels'), quote: 'Words' }], options);
  expect(citations).toEqual([
    {
      n: 1,
      ref: 'article:travel',
      title: 'Travel policy',
      url: 'https://kiki.example/wiki/article:travel#hotels',
      source: { name: 'handbook', path: 'a.md', url: null, date: null },
      quote: 'Words',
    },
  ]);
});

test('without a public address links are relative', () => {
  expect(wikiUrl('team:digital', '', { publicUrl: undefined })).toBe('/wiki/team:digital');
});

test('a source of a list leads to the one of the list that it tells of', () => {
  const source = (path: string) => ({ record: path, source: 'hr', path, firstSeen: '2026-01-01T00:00:00.000Z' });
  const { citations } = cite(
    [
      {
        text: '2 teams: Risk and Audit.',
        about: { ref: 'team:risk', title: 'Risk' },
        sources: [
          source('teams.csv#risk'),
          { ...source('teams.csv#audit'), of: { ref: 'team:audit', title: 'Audit' } },
        ],
      },
    ],
    { publicUrl: undefined },
  );
  expect(citations.map(({ title, url, source: { path } }) => [title, url, path])).toEqual([
    ['Risk', '/wiki/team:risk', 'teams.csv#risk'],
    ['Audit', '/wiki/team:audit', 'teams.csv#audit'],
  ]);
});
