import type { NameEntry } from '../../graph/store.ts';
import { words } from '../../graph/text/analyse.ts';
import type { Ref } from '../../schema/ref.ts';
import { calledAlone } from './called-alone.ts';

/** Kinds whose names are headings: without what stands in brackets one may be a word for anything. */
const headings = new Set(['Article', 'Procedure', 'Term']);

/** Names without what stands in brackets, where only one thing is called so: "Portuguese" of "Portuguese (pt-BR)". */
export function namesWithoutBrackets(names: readonly NameEntry[]): { phrase: string[]; ref: Ref; kind: string }[] {
  const said = names.flatMap(({ ref, kind, name, aliases }) =>
    headings.has(kind)
      ? []
      : [name, ...aliases].flatMap((each) => {
          const bare = each.replace(/\s*(?:\([^()]*\)|\[[^[\]]*\])/g, ' ').trim();
          const phrase = words(bare);
          return bare === each || phrase.length === 0 ? [] : [{ phrase, ref, kind }];
        }),
  );
  return calledAlone(said);
}
