import type { NameEntry } from '../../graph/store.ts';
import { words } from '../../graph/text/analyse.ts';
import type { Ref } from '../../schema/ref.ts';

/** Kinds whose names are headings: without what stands in brackets one may be a word for anything. */
const headings = new Set(['Article', 'Procedure', 'Term']);

/** Names without what stands in brackets, where only one thing is called so: "Portuguese" of "Portuguese (pt-BR)". */
export function namesWithoutBrackets(names: readonly NameEntry[]): { phrase: string[]; ref: Ref; kind: string }[] {
  const found = new Map<string, { phrase: string[]; ref: Ref; kind: string; isOnly: boolean }>();
  for (const { ref, kind, name, aliases } of names) {
    if (headings.has(kind)) continue;
    for (const said of [name, ...aliases]) {
      const bare = said.replace(/\s*(?:\([^()]*\)|\[[^[\]]*\])/g, ' ').trim();
      const phrase = words(bare);
      if (bare === said || phrase.length === 0) continue;
      const key = phrase.join(' ');
      const known = found.get(key);
      if (known === undefined) found.set(key, { phrase, ref, kind, isOnly: true });
      else if (known.ref !== ref) known.isOnly = false;
    }
  }
  return [...found.values()].filter(({ isOnly }) => isOnly);
}
