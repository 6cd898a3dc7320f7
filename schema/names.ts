import anyAscii from 'any-ascii';

/**
 * Folds text so that spellings of the same letters compare equal: case, accents, composed and decomposed forms, full-width
 * forms, and Latin letters that Unicode does not decompose (`ß`, `ø`, `ł`). Other scripts keep their letters.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase(); // nothing of the rest would change it
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => (/\p{Script=Latin}/u.test(letter) ? anyAscii(letter) : letter))
    .toLowerCase()
    .normalize('NFC');
}

/** Most text is, and what is needed for other text takes ten times as long. */
export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/**
 * The form in which two names are the same name: folded, punctuation as spaces, and `Lastname, Firstname` turned round.
 * Empty when the name has no letter or digit.
 */
export function normaliseName(name: string): string {
  const [last, first, ...more] = name.split(',');
  const turned = first !== undefined && more.length === 0 && first.trim() !== '' ? `${first} ${last ?? ''}` : name;
  return fold(turned)
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
}

/** The form in which two ids of one namespace are the same id: trimmed, composed, lower case; `@` before a handle is dropped. */
export function normaliseId(id: string): string {
  return id.normalize('NFC').trim().replace(/^@/, '').toLowerCase();
}

/** `[a-z0-9-]{1,80}` from any text, transliterated; `undefined` when nothing of it can be written so. */
export function slugify(text: string): string | undefined {
  const slug = anyAscii(text.normalize('NFC'))
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return slug === '' ? undefined : slug;
}
