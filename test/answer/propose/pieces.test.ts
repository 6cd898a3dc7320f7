import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mostPieces, piecesOf } from '../../../answer/propose/pieces.ts';
import type { Section } from '../../../graph/proposals/sections.ts';

const section = (text: string, heading: string[] = []): Section => ({ passage: 'team:a#top', heading, text });

describe('a page', () => {
  test('that a request holds is one piece, with its headings', () => {
    const { pieces, isCut } = piecesOf([section('We refund.'), section('Ask us.', ['Payments', 'Reach us'])]);
    expect([pieces, isCut]).toEqual([['We refund.\n\n# Payments › Reach us\nAsk us.'], false]);
  });

  test('is cut between sections, then between paragraphs, then anywhere', () => {
    expect(piecesOf([section('aaaa'), section('bbbb')], 8).pieces).toEqual(['aaaa', 'bbbb']);
    expect(piecesOf([section('aaaa\n\nbbbb', ['H'])], 8).pieces).toEqual(['# H\naaaa', '# H\nbbbb']);
    expect(piecesOf([section('aaaabbbb')], 4).pieces).toEqual(['aaaa', 'bbbb']);
  });

  test('that is longer than what is read of one says so', () => {
    const { pieces, isCut } = piecesOf([section('x'.repeat(100 * mostPieces))], 99);
    expect([pieces.length, isCut]).toEqual([mostPieces, true]);
  });

  test('without text has no piece', () => {
    expect(piecesOf([section(' '), section('', ['Empty'])]).pieces).toEqual([]);
  });

  test('loses no letter, and no piece is longer than it may be', () => {
    const text = fc.string({ maxLength: 200, unit: fc.constantFrom('a', 'b', ' ', '\n', '\n\n', 'é') });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.integer({ min: 40, max: 120 }), (texts, longest) => {
        const { pieces, isCut } = piecesOf(
          texts.map((each) => section(each, ['H'])),
          longest,
        );
        const letters = (all: readonly string[]) => all.join('').replace(/[^abé]/g, '');
        expect(pieces.every((piece) => piece.length <= longest)).toBe(true);
        if (!isCut) expect(letters(pieces)).toBe(letters(texts));
      }),
    );
  });
});
