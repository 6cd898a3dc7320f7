import { expect, test } from '@jest/globals';
import { contextsOf } from '../../../answer/compose/contexts.ts';
import { evidenceOf } from '../../support/evidence.ts';

const source = (path: string) => ({ record: path, source: 'handbook', path });
const found = (path: string, ref = 'article:x') => evidenceOf('x', { passage: { ref, source: source(path) } });

test('contexts are places of what is said before those found, each once, ten at most', () => {
  const said = [{ text: 'A.', sources: [source('b.md'), source('a.md')] }];
  const many = Array.from({ length: 12 }, (_, index) => found(`${index}.md`));
  expect(contextsOf(said, [found('a.md'), ...many])).toEqual([
    'b.md',
    'a.md',
    ...Array.from({ length: 8 }, (_, index) => `${index}.md`),
  ]);
});

test('a context is the ref where there is no file', () => {
  const about = { ref: 'team:digital', title: 'Digital' };
  expect(contextsOf([{ text: 'A.', about, sources: [] }], [found('', 'article:travel')])).toEqual([
    'team:digital',
    'article:travel',
  ]);
});
