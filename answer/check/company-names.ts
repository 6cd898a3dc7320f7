import { normaliseName } from '../../schema/names.ts';

/** Finds the names of the company's things that a text contains, normalised. */
export type CompanyNames = (text: string) => string[];

/** Names of several words are found however they are written; a single word only where it is written as a name. */
export function companyNames(things: readonly { name: string; aliases: readonly string[] }[]): CompanyNames {
  const known = new Set(things.flatMap(({ name, aliases }) => [name, ...aliases]).map(asWords));
  known.delete('');
  const longest = Math.max(1, ...[...known].map((name) => name.split(' ').length));
  return (text) => {
    const tokens = asWords(text).split(' ');
    const names = new Set(capitalised(text).filter((word) => known.has(word)));
    for (let start = 0; start < tokens.length; start += 1) {
      for (let length = 2; length <= longest && start + length <= tokens.length; length += 1) {
        const phrase = tokens.slice(start, start + length).join(' ');
        if (known.has(phrase)) names.add(phrase);
      }
    }
    return [...names];
  };
}

/** A name of `names` that does not stand in the text word for word. */
export function unsupportedName(names: readonly string[], support: string): string | undefined {
  const words = ` ${asWords(support)} `;
  return names.find((name) => !words.includes(` ${name} `));
}

/** As in a running text: commas turn no names round, and a possessive is the name. */
function asWords(text: string): string {
  return normaliseName(text.replace(/,/g, ' ').replace(/['’]s\b/g, ''));
}

/** Words with a capital letter that do not begin a sentence, where every word has one. */
function capitalised(text: string): string[] {
  return [...text.matchAll(/(?<=[\p{L}\p{N},;:)"'*]\s{1,3}["'“‘*(]{0,3})\p{Lu}[\p{L}\p{N}+#]*/gu)].map(([word]) =>
    asWords(word),
  );
}
