import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBody } from '../../../ingest/pages/read-body.ts';
import { bodyText } from '../../../graph/text/body-text.ts';

const again = (markdown: string, kind = 'Article') => bodyText(readBody(markdown, kind), 'Parking');

describe('the text of a page', () => {
  test.each([
    'Park behind the house.',
    'Intro.\n\n## Bicycles\n\nIn the cellar.\n\n### Keys\n\nAsk.\n\n## Cars\n\nNo.',
    '## One\n\nA\n\n## Two\n\nB',
    '- a\n- b\n\n| a | b |\n| --- | --- |\n| 1 | 2 |',
  ])('comes back as it was written: %j', (markdown) => expect(again(markdown)).toBe(markdown));

  test('has the steps of a procedure once, in their section', () => {
    const markdown = '## Steps\n\n1. Ask (Owner: Finance)\n2. Wait';
    expect(readBody(markdown, 'Procedure').filter(({ step }) => step !== undefined)).toHaveLength(2);
    expect(again(markdown, 'Procedure')).toBe(markdown);
  });

  test('leaves out the heading that is the name of the page', () => {
    expect(again('# Parking\n\nHere.\n\n## Bicycles\n\nThere.')).toBe('Here.\n\n## Bicycles\n\nThere.');
  });

  test('does not change any more once it has been taken apart and put together', () => {
    const words = fc.constantFrom('alpha', 'beta', 'gamma');
    const block = fc.oneof(
      words,
      fc.tuple(fc.integer({ min: 2, max: 4 }), words).map(([depth, word]) => `${'#'.repeat(depth)} ${word}`),
      fc
        .array(words, { minLength: 2, maxLength: 3 })
        .map((items) => items.map((item, i) => `${i + 1}. ${item}`).join('\n')),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.constant('Article'), (blocks, kind) => {
        const once = again(blocks.join('\n\n'), kind);
        expect(again(once, kind)).toBe(once);
        const words = (text: string) =>
          readBody(text, kind)
            .map(({ text: own }) => own)
            .join('\n\n');
        expect(words(once)).toBe(words(blocks.join('\n\n')));
      }),
    );
  });
});
