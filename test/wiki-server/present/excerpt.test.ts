import { describe, expect, test } from '@jest/globals';
import { excerpt, excerptText } from '../../../wiki-server/present/excerpt.ts';

const filler = 'Nothing of interest stands here at all. '.repeat(20);

describe('an excerpt', () => {
  test('marks the words in all their forms', () => {
    expect(excerpt('Refunding a crossing: one refund each.', 'refunds')).toEqual([
      { text: 'Refunding', found: true },
      { text: ' a crossing: one ', found: false },
      { text: 'refund', found: true },
      { text: ' each.', found: false },
    ]);
  });

  test('is taken from where most of the words are, and says that something was left out', () => {
    const text = excerptText(excerpt(`${filler}The harbour master opens the ramp. ${filler}`, 'harbour ramp'));
    expect(text).toContain('The harbour master opens the ramp.');
    expect(text).toMatch(/^… .* …$/s);
    expect(text.length).toBeLessThan(300);
  });

  test('of a text without the words is its beginning', () => {
    expect(excerptText(excerpt('Short and plain.', 'zebra'))).toBe('Short and plain.');
  });

  test('finds words with accents by their plain letters', () => {
    expect(excerpt('Ask Håkon.', 'hakon').find(({ found }) => found)?.text).toBe('Håkon');
  });
});
