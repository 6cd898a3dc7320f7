/** Text whose sentences are not cut by the ends of lines. */
export function unwrapped(text: string): string {
  return text
    .split('\n')
    .reduce<string[]>((lines, line) => {
      const last = lines.at(-1);
      if (last === undefined || !goesOn(last, line)) return [...lines, line];
      return [...lines.slice(0, -1), `${last} ${line}`];
    }, [])
    .join('\n');
}

/** A long line without an end goes on in one that begins like the middle of a sentence. */
function goesOn(line: string, next: string): boolean {
  return line.length >= 45 && !isRow(line) && /[\p{L}\p{N},;]`*$/u.test(line) && /^`*[\p{Ll}(]/u.test(next);
}

/** Whether a line is a row of a table. */
export function isRow(line: string): boolean {
  return line.trimStart().startsWith('|');
}
