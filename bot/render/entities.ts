const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  colon: ':',
  sol: '/',
  bsol: '\\',
  excl: '!',
  commat: '@',
  num: '#',
  period: '.',
};

/**
 * The characters that HTML entities stand for, also of entities made of entities, so that what follows sees the text as a
 * Markdown reader would: `https&#58;//` is an address.
 */
export function decodeEntities(text: string): string {
  for (let decoded = text, round = 0; ; round += 1) {
    const next = decoded.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, decodeOne);
    if (next === decoded || round === 5) return next;
    decoded = next;
  }
}

function decodeOne(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isCharacter = code >= 0x20 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}
