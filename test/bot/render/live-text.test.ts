import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLinks } from '../../../bot/render/links.ts';
import { liveText } from '../../../bot/render/live-text.ts';

const links = createLinks({ publicUrl: 'https://kiki.example.com' });
const live = (written: string) => liveText(written, links);

describe('liveText', () => {
  it('ends with the last finished word', () => {
    expect(live('Payments has twel')).toBe('Payments has ');
  });

  it.each([
    ['see [the page](https://evil.example/a b', 'see '],
    ['see [the page', 'see '],
    ['see ![the logo](https://evil', 'see '],
    ['ask <https://evil.example/x|the te', 'ask '],
    ['12 people [1] and ', '12 people [1] and '],
    ['see [the page](/wiki/a) now ', 'see [the page](https://kiki.example.com/wiki/a) now '],
    ['a < b and so on ', 'a < b and so on '],
  ])('of %s shows %s', (written, shown) => {
    expect(live(written)).toBe(shown);
  });

  it('does not wait for ever for a bracket to close', () => {
    const written = `[ ${'word '.repeat(200)}`;
    expect(live(written)).toBe(written);
  });

  it('shows of a growing text a beginning of what it shows later', () => {
    const word = fc.constantFrom(
      'word',
      'https://evil.example/x',
      '[label',
      'more](https://evil.example)',
      '[page](/wiki/a)',
      '<!channel>',
      '<@U1',
      '<https://evil.example/y|the',
      'policy>',
      '|ada>',
      '@here',
      '[1]',
      '- item',
      '\n\n',
      '**bold**',
      '&amp;',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        const whole = `${words.join(' ')} `;
        for (let length = 1; length <= whole.length; length += 3) {
          const [early, late] = [live(whole.slice(0, length)), live(whole)];
          expect(late.startsWith(early)).toBe(true);
          expect(early).not.toMatch(/<[!@#]|evil/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
