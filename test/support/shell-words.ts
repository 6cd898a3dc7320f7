/** Splits a simple command into words as a shell does: quotes, line continuations and `$NAME`. */
export function shellWords(command: string, variables: Readonly<Record<string, string>>): string[] {
  const words: string[] = [];
  const pattern = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\\n|(\s+)|([^\s'"\\]+)/g;
  let word: string | undefined;
  const expand = (text: string) => text.replace(/\$(\w+)/g, (_whole, name: string) => variables[name] ?? '');
  for (const [whole, single, double, space, plain] of command.trim().matchAll(pattern)) {
    if (space !== undefined || whole === '\\\n') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + (single ?? expand(double ?? plain ?? ''));
  }
  return word === undefined ? words : [...words, word];
}
