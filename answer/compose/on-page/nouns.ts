import { singularWords } from '../../understand/values.ts';

/** The words of a text as they are of one thing, short ones too: "two tugs", "tug". */
export function nounsOf(text: string): string[] {
  return singularWords(text).map((word) => (/^[a-z]{2}[^aeious]s$/.test(word) ? word.slice(0, -1) : word));
}
