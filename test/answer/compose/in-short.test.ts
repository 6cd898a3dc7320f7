import { describe, expect, test } from '@jest/globals';
import { inShort, shares } from '../../../answer/compose/in-short.ts';

describe('steps in short', () => {
  const steps =
    'Do this once a year. It takes a day.\n\n1. Empty the tank. It may smell.\n2. Wash it. Use cold water, as warm water bends it.\n\nNote: wear gloves.\n\nThen call the dairy. They answer until five.';

  test('are all told, each with its first sentence, and what is left out is marked', () => {
    expect(inShort(steps, 78)).toBe(
      'Do this once a year. …\n\n1. Empty the tank. …\n2. Wash it. …\n\nThen call the dairy. …',
    );
  });

  test('tell more where there is room', () => {
    expect(inShort(steps, 125)).toMatch(
      /^Do this once a year\. It takes a day\.\n\n1\. Empty the tank\. It may smell\.\n2/,
    );
    expect(inShort(steps, steps.length)).toBe(steps);
  });

  test('keep the commands, with dots outside of them', () => {
    const text = `1. Start it.\n\n\`\`\`sh\nmoor --start\n\`\`\`\n\nThis is slow. ${'It takes a while. '.repeat(20)}\n2. Leave.`;
    expect(inShort(text, 70)).toBe('1. Start it.\n\n```sh\nmoor --start\n```\n\nThis is slow. …\n2. Leave.');
    expect(inShort(text, 52)).toBe('1. Start it.\n\n```sh\nmoor --start\n```\n\n…\n2. Leave.');
  });

  test('end where there is no room for more of them', () => {
    const many = Array.from({ length: 50 }, (_, index) => `${index + 1}. Do it.`).join('\n');
    expect(inShort(many, 60)).toMatch(/^1\. Do it\.\n[\s\S]*6\. Do it\. …$/);
  });

  test('are all told where only a part of each fits', () => {
    const long = Array.from({ length: 5 }, (_, index) => `${index + 1}. Do it ${'very '.repeat(40)}well.`).join('\n');
    const shown = inShort(`${long}\n6. Rest.`, 400);
    expect(shown).toMatch(/^1\. Do it (?:very )+…\n2\. Do it[\s\S]*\n5\. Do it (?:very )+…\n6\. Rest\.$/);
    expect(shown.length).toBeLessThanOrEqual(400);
  });

  test('that are one long sentence are cut at a word', () => {
    expect(inShort(`Do ${'very '.repeat(100)}much.`, 60)).toMatch(/^Do (very )+…$/);
  });
});

describe('the share of a text', () => {
  test.each([
    [[100, 200], 500, [100, 200]],
    [[1000, 3000], 2000, [500, 1500]],
    [[100, 1900], 1000, [100, 900]],
    [[150, 4850], 1000, [100, 900]],
  ])('of %j in %i is %j', (lengths, total, expected) => {
    expect(shares(lengths, total, 100)).toEqual(expected);
  });
});
