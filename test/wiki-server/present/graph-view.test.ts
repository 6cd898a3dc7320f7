import { expect, test } from '@jest/globals';
import { pieceAround } from '../../../wiki-server/present/graph-view.ts';
import { groupLinks } from '../../../wiki-server/read/neighbourhoods.ts';

const link = (from: string, relation: string, to: string) => ({ from, relation, to });

test('what is linked with the middle is drawn, with the edges between, each once', () => {
  const links = groupLinks([
    link('team:a', 'OWNS', 'system:b'),
    link('system:b', 'DEPENDS_ON', 'system:c'),
    link('team:a', 'OWNS', 'system:c'),
    link('system:c', 'DEPENDS_ON', 'system:far'),
  ]);
  const piece = pieceAround('team:a', links, { depth: 1 });
  expect(piece.refs).toEqual(['team:a', 'system:c', 'system:b']);
  expect(piece.edges).toHaveLength(3);
  expect(piece.left).toBe(0);
  expect(pieceAround('team:a', links, { depth: 2 }).refs).toContain('system:far');
});

test('mentions come after stated relations, and not where one is stated', () => {
  const links = groupLinks([
    link('article:x', 'MENTIONS', 'team:a'),
    link('team:a', 'MENTIONS', 'system:b'),
    link('team:a', 'OWNS', 'system:b'),
  ]);
  const piece = pieceAround('team:a', links, { depth: 1, most: 3 });
  expect(piece.refs).toEqual(['team:a', 'system:b', 'article:x']);
  expect(piece.edges.map(({ relation, to }) => [relation, to])).toEqual([
    ['MENTIONS', 'team:a'],
    ['OWNS', 'system:b'],
  ]);
  expect(pieceAround('team:a', links, { depth: 1, most: 2 }).refs).toEqual(['team:a', 'system:b']);
});

test('a drawing stays readable however much is linked, and says what it leaves out', () => {
  const many = groupLinks(
    Array.from({ length: 5000 }, (_, index) => link(`person:p${index}`, 'MEMBER_OF', 'team:crowd')),
  );
  const piece = pieceAround('team:crowd', many, { depth: 2 });
  expect(piece.refs).toHaveLength(32);
  expect(piece.left).toBe(5000 - 31);
});

test('an entity without links is drawn alone', () => {
  expect(pieceAround('term:alone', groupLinks([]), { depth: 2 })).toEqual({ refs: ['term:alone'], edges: [], left: 0 });
});
