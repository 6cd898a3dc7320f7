import { isStopWord, terms } from '../../graph/text/analyse.ts';

const group =
  'working group|interest group|project group|wg|sig|team|guild|committee|squad|chapter|crew|board|council|department|club';
const named = new RegExp(String.raw`\b(?:the|our|a) (?:[\p{L}\p{N}-]+ ){0,2}?([\p{L}\p{N}-]+) (?:${group})\b`, 'giu');

/** Words that say which of several it is, and name none. */
const telling =
  /^(?:new|old|other|another|same|own|whole|entire|full|right|wrong|parent|current|former|previous|next|last|first|second|third|special|working|sitting|acting|serving|outgoing|incoming|existing|upcoming|big|bigger|small|smaller|large|larger|\p{L}+(?:est|ed|less|able|ous))$/iu;

/** Words that stand before what a group is called, as search terms: "payroll" of "who leads the payroll team?" */
export function teamsNamed(question: string): string[] {
  const before = [...question.matchAll(named)].map(([, word = '']) => word);
  return [...new Set(before.filter((word) => !isStopWord(word.toLowerCase()) && !telling.test(word)).flatMap(terms))];
}
