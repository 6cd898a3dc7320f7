import anyAscii from 'any-ascii';
import { normaliseName } from '../../schema/names.ts';

/** A person's name in its parts, all normalised. */
export interface PersonName {
  written: string;
  /** As identity compares names. */
  normal: string;
  /** Without title and suffix. */
  parts: string[];
  /** Doctor, professor … */
  titles: string[];
  /** Junior, III: tells father from son. */
  generation: string | undefined;
  /** The parts in Latin letters, with `ue` and `ü` alike. */
  plain: string[];
  /** The parts in the order of the alphabet. */
  sorted: string;
  sortedPlain: string;
  /** The plain parts without spaces. */
  joined: string;
  /** It is written in another script than Latin. */
  isForeign: boolean;
}

const titles = new Set([
  'dr',
  'prof',
  'professor',
  'mr',
  'mrs',
  'ms',
  'mx',
  'sir',
  'dame',
  'ir',
  'ing',
  'dipl',
  'mag',
  'phd',
  'mba',
  'msc',
  'bsc',
  'cpa',
  'md',
  'rev',
  'hon',
]);
const generations = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

export function readPersonName(written: string): PersonName {
  const normal = normaliseName(written);
  const words = normal.split(' ').filter((word) => word !== '');
  // In a name of two words each is needed: someone may be called Prof.
  const isTitle = (word: string) => words.length > 2 && titles.has(word);
  const generation = words.length > 2 && generations.has(words.at(-1) ?? '') ? words.at(-1) : undefined;
  const named = words.filter((word, index) => !isTitle(word) && !(generation === word && index === words.length - 1));
  const parts = named.length === 0 ? words : named;
  const plain = parts.map(plainLetters);
  return {
    written,
    normal,
    parts,
    titles: words.filter(isTitle),
    generation,
    plain,
    sorted: [...parts].sort().join(' '),
    sortedPlain: [...plain].sort().join(' '),
    joined: plain.join(''),
    isForeign: /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(normal),
  };
}

/**
 * Latin letters with the ways to write one sound alike: `ue` as `u` (which `ü` folds to), `oe`, `ae`, `aa`, and what differs between
 * transliterations. Equal plain forms are a hint, never proof.
 */
export function plainLetters(word: string): string {
  return anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/([aou])e/g, '$1')
    .replace(/aa/g, 'a');
}
