/** Where a sentence may end: a full stop with what closes a quotation or emphasis, and the citations behind it. */
const ending = /(?:[.!?…]+["'”’»)*_]*(?:\s?\[\d{1,3}\])*(?=\s|$)|[。！？](?:\s?\[\d{1,3}\])*)\s*/gu;

/** Words with a full stop that ends no sentence. */
const abbreviations = new Set('e.g i.e eg ie cf dr mr mrs ms prof no nr approx vs st fig p pp inc ltd'.split(' '));

/** Sentences of a line, with the space behind them: together they are the line. The citations behind a full stop belong to the sentence before it. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of line.matchAll(ending)) {
    const end = match.index + match[0].length;
    if (!endsThere(line.slice(start, match.index), match[0], line.slice(end))) continue;
    sentences.push(line.slice(start, end));
    start = end;
  }
  return start < line.length ? [...sentences, line.slice(start)] : sentences;
}

function endsThere(before: string, end: string, behind: string): boolean {
  if (behind === '' || /\]\s*$/.test(before) || end.includes('[')) return true;
  if (/^\p{Ll}/u.test(behind)) return false;
  const word = /[\p{L}.]+$/u.exec(before)?.[0].toLowerCase() ?? '';
  return !end.startsWith('.') || !(abbreviations.has(word) || /^\p{L}$/u.test(word));
}
