import type { NameEntry } from '../../graph/store.ts';
import { words } from '../../graph/text/analyse.ts';
import type { NameSense } from './lexicon.ts';

/** Names by the beginnings of their words run together: "DevInfra" for "Developer Infrastructure", "infosec" for "Information Security". */
export interface Blends {
  /** The thing that one word is so made of. Undefined where none or several are. */
  meant(word: string): NameSense | undefined;
}

/** Letters that each of the two words must give, and of the whole. */
const least = { part: 2, whole: 5 };

/** @param names of things; people are not called so */
export function createBlends(names: readonly NameEntry[]): Blends {
  const byBeginning = new Map<string, { first: string; second: string; sense: NameSense }[]>();
  for (const { ref, kind, name, aliases } of names) {
    if (kind === 'Person') continue;
    for (const each of [name, ...aliases]) {
      const [first = '', second, ...others] = words(each);
      if (second === undefined || others.length > 0 || first.length < 4 || second.length < 4) continue;
      const key = first.slice(0, least.part);
      const known = byBeginning.get(key) ?? [];
      byBeginning.set(key, known);
      known.push({ first, second, sense: { ref, kind, sort: 'alias' } });
    }
  }
  return {
    meant(word) {
      if (word.length < least.whole) return undefined;
      const fitting = (byBeginning.get(word.slice(0, least.part)) ?? []).filter(({ first, second }) =>
        isBlend(word, first, second),
      );
      return new Set(fitting.map(({ sense }) => sense.ref)).size === 1 ? fitting[0]?.sense : undefined;
    },
  };
}

/** Whether a word is a beginning of the first, shorter than it, and one of the second. */
function isBlend(word: string, first: string, second: string): boolean {
  for (let cut = least.part; cut <= word.length - least.part && cut < first.length; cut += 1)
    if (first.startsWith(word.slice(0, cut)) && second.startsWith(word.slice(cut))) return true;
  return false;
}
