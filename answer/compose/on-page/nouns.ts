import { words } from '../../../graph/text/analyse.ts';
import { singularWords } from '../../understand/values.ts';

/** The words of a text as they are of one thing, short ones too: "two tugs", "tug". */
export function nounsOf(text: string): string[] {
  return singularWords(text).map((word) => (/^[a-z]{2}[^aeious]s$/.test(word) ? word.slice(0, -1) : word));
}

/** The words of a text that are of several, as they are of one: of "Boats of the Harbour" only "boat". */
export function pluralsOf(text: string): string[] {
  const said = words(text);
  return said.filter((word) => !nounsOf(word).includes(word)).flatMap(nounsOf);
}
