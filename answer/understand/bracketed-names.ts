import type { NameEntry } from '../../graph/store.ts';
import { words } from '../../graph/text/analyse.ts';
import type { Ref } from '../../schema/ref.ts';
import { calledAlone } from './called-alone.ts';

/** Kinds whose names are headings: without what stands in brackets one may be a word for anything. */
const headings = new Set(['Article', 'Procedure', 'Term']);

/**
 * Names without what stands in brackets, or is the name again in another script, where only one thing is called so: "Portuguese" of
 * "Portuguese (pt-BR)", "Wei Zhang" of "Wei Zhang 张伟".
 */
export function namesWithoutBrackets(names: readonly NameEntry[]): { phrase: string[]; ref: Ref; kind: string }[] {
  const said = names.flatMap(({ ref, kind, name, aliases }) =>
    headings.has(kind)
      ? []
      : [name, ...aliases].flatMap((each) => {
          const bare = inLatin(each.replace(/\s*(?:\([^()]*\)|\[[^[\]]*\])/g, ' ')).trim();
          const phrase = words(bare);
          return bare === each || phrase.length === 0 ? [] : [{ phrase, ref, kind }];
        }),
  );
  return calledAlone(said);
}

/** Two words or more in Latin letters say the whole name; what follows in others says it again. */
function inLatin(name: string): string {
  return /^(?:[\p{Script=Latin}'’.-]+\s+){2,}(?=[^\s\p{Script=Latin}\p{N}\p{P}])/u.exec(name)?.[0] ?? name;
}
