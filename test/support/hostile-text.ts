import fc from 'fast-check';

const nasty = fc.constantFrom(
  '<!channel>',
  '<@U1>',
  '@here',
  '<https://evil.example.com|click>',
  '&lt;!everyone&gt;',
  '```',
  '|',
  '*',
  '\n\n',
  '\u0000',
  '\u200B',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '👩‍👩‍👧',
  '漢字',
  'ﷺ',
  '"}]',
  '](https://evil.example.com)',
  ' ',
);

/** Texts that try to break a message: empty, huge, marks, half a screen of emoji. Every pair of surrogates is whole. */
export function hostileText(): fc.Arbitrary<string> {
  const pieces = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), nasty), { maxLength: 30 });
  return fc.tuple(pieces, fc.constantFrom(1, 1, 1, 40, 400)).map(([parts, times]) => parts.join('').repeat(times));
}
