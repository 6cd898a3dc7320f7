import { cut } from '../blocks/cut.ts';
import { texts } from '../texts.ts';
import { bareAddress } from './links.ts';
import { gap, neutralise } from './neutralise.ts';

/**
 * A name, a title or a reason as plain words on one line: no address, no mention, and no mark that would change how what stands around it looks.
 * To be escaped where mrkdwn is read.
 */
export function plainWords(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    // Between two letters `_` is one: snake_case stays whole.
    .replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, `${gap}$&${gap}`)
    .replace(bareAddress(), texts.linkRemoved);
  // Once more, because what is cut off can make a mention: @hereafter. That is one character at most.
  return neutralise(cut(neutralise(line), most - 1));
}
