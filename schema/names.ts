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

/** What stands behind a comma and is no one's first name: generations, degrees, legal forms. (`Md`, `Sa` and `Junior` are names too.) */
const suffix = /^(jr|sr|ii|iii|iv|phd|mba|msc|bsc|cpa|cissp|pmp|esq|inc|ltd|llc|llp|plc|gmbh)$/;

/** Signs that are written or left out at will: Hebrew and Arabic vowel points, the Arabic stroke, and what can't be seen. */
const optionalSigns = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670]|\u0640|\p{Cf}/gu;

/** Most text is, and what is needed for other text takes ten times as long. */
export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/**
 * The form in which two names are the same name: folded, punctuation as spaces, `Lastname, Firstname` turned round, and what stands
 * behind a last comma such as `Jr.` at the end. Signs of scripts that write vowels as marks are kept.
 * Empty when the name has no letter or digit.
 *
 * Deliberately not equal, because people of both names may exist (graph/duplicates/ suggests them): a name with and without a title,
 * a middle initial or `Jr.`, and transliterations (`Müller`, `Mueller`).
 */
export function normaliseName(name: string): string {
  const normal = fold(turned(name.replace(optionalSigns, '')))
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}+#]/u.test(normal) ? normal : '';
}

/** `King, Martin Luther, Jr.` as `Martin Luther King Jr.` */
function turned(name: string): string {
  const parts = name.split(',');
  const ends: string[] = [];
  while (parts.length > 1 && suffix.test(fold(parts.at(-1) ?? '').replace(/[^a-z]/g, '')))
    ends.unshift(parts.pop() ?? '');
  const [last = '', first = '', ...more] = parts;
  const isTurned = parts.length === 2 && first.trim() !== '';
  return [isTurned ? `${first} ${last}` : [last, first, ...more].join(' '), ...ends].join(' ');
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

/** A folded noun as one says it of one thing: `policies` is `policy`. */
export function singularWord(word: string): string {
  if (/^[a-z]{3,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/^[a-z]{2,}(ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  return /^[a-z]{3,}[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
