import { codeSegments } from '../../graph/text/code-segments.ts';
import type { Answer, Citation } from '../../schema/answer.ts';

/** Also in a quote. */
const firstStep = /^ {0,3}(?:> ?)?1[.)]\s/;
const secondStep = /^ {0,3}(?:> ?)?2[.)]\s/;

/** The source of the first numbered list of two steps or more in an answer: the first that is cited in it or behind it. */
export function stepsPassage({ text, citations }: Pick<Answer, 'text' | 'citations'>): Citation | undefined {
  const prose = codeSegments(text).filter(({ isCode }) => !isCode);
  const lines = prose
    .map((part) => part.text)
    .join('')
    .split('\n');
  const first = lines.findIndex((line) => firstStep.test(line));
  if (first === -1 || !lines.slice(first).some((line) => secondStep.test(line))) return undefined;
  const cited = /\[(\d{1,3})\]/.exec(lines.slice(first).join('\n'));
  return citations.find(({ n }) => n === Number(cited?.[1]));
}
