import { fold } from '../../schema/names.ts';

/** Whether a pattern of a question is in a text, as it stands or with both folded. A pattern that is none is in no text. */
export function matches(pattern: string, text: string): boolean {
  const folded = pattern.includes('\\') ? pattern : fold(pattern);
  return (
    expressions(pattern, 'i').some((expression) => expression.test(text)) ||
    expressions(folded, 'i').some((expression) => expression.test(fold(text)))
  );
}

/** The pattern as a regular expression; none when it is no pattern. Words are of all letters: `\b` is the edge of "Øre" too. */
export function expressions(pattern: string, flags: string): RegExp[] {
  for (const [source, unicode] of [
    [withAllLetters(pattern), 'u'],
    [pattern, ''],
  ] as const) {
    try {
      return [new RegExp(source, flags + unicode)];
    } catch {
      continue; // tried in the other form, or not a pattern at all
    }
  }
  return [];
}

const letter = '\\p{L}\\p{N}_';
const edge = `(?:(?<=[${letter}])(?![${letter}])|(?<![${letter}])(?=[${letter}]))`;

function withAllLetters(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\.|[[\]]/gs, (part) => {
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    if (part === '\\b' && !inClass) return edge;
    if (part === '\\w') return inClass ? letter : `[${letter}]`;
    return part === '\\W' && !inClass ? `[^${letter}]` : part;
  });
}
