import type { NumberedEvidence } from '../model/answer-prompt.ts';
import { citedIn, withoutMarks, withOwnMarks } from './citation-marks.ts';
import { type CompanyNames, unsupportedName } from './company-names.ts';
import { unsupportedFigure } from './figures.ts';
import { unsupportedLink } from './links.ts';
import { isLeadIn, type ReplyLine, replyLines, withoutIdleLeadIns } from './reply-lines.ts';

export interface CheckInput {
  reply: string;
  evidence: readonly NumberedEvidence[];
  namesIn: CompanyNames;
}

export interface CheckedReply {
  /** The reply without the sentences that did not pass; empty when none did. */
  text: string;
  /** Numbers of the evidence that it cites, in the order of first use. */
  cited: number[];
  /** What was dropped and why, for the log. */
  dropped: { sentence: string; reason: string }[];
}

/**
 * Keeps of a model's reply what its evidence bears out: every citation must exist, every sentence must have one, and its numbers,
 * links, addresses and names of things must stand in the evidence that it cites. What the question says is no evidence.
 *
 * A heading, the head of a table and "Do this:" need no citation, and say nothing that no evidence says. A block of code must
 * stand in evidence that was cited before it.
 *
 * What is left is read again until nothing more is dropped: where a sentence is gone, the marks of the next one may now stand behind the one before.
 */
export function checkReply({ reply, evidence, namesIn }: CheckInput): CheckedReply {
  const dropped: CheckedReply['dropped'] = [];
  for (let text = withOwnMarks(reply); ;) {
    const checked = checkedOnce({ reply: text, evidence, namesIn });
    dropped.push(...checked.dropped);
    if (checked.text === '' || checked.text === text) return { ...checked, dropped };
    text = checked.text;
  }
}

function checkedOnce({ reply, evidence, namesIn }: CheckInput): CheckedReply {
  const byNumber = new Map(evidence.map((each) => [each.n, each]));
  const cited: number[] = [];
  const dropped: CheckedReply['dropped'] = [];
  const kept = replyLines(reply).flatMap((line) => keptOf(line) ?? []);
  const text = withoutIdleLeadIns(kept)
    .map(({ marker, sentences }) => `${marker}${sentences.join('')}`.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cited.length > 0 ? { text, cited, dropped } : { text: '', cited, dropped };

  /** The line without the sentences that do not pass; undefined when none is left. */
  function keptOf(line: ReplyLine): ReplyLine | undefined {
    if (line.sort === 'blank') return line;
    const sentences = line.sentences.filter((sentence) => {
      const reason = problemOf(sentence, line.sort);
      if (reason !== undefined) dropped.push({ sentence, reason });
      return reason === undefined;
    });
    return sentences.length === 0 ? undefined : { ...line, sentences };
  }

  function problemOf(sentence: string, sort: ReplyLine['sort']): string | undefined {
    if (sort === 'code') return isCode(sentence) ? undefined : 'the code is not in evidence cited before';
    const claim = withoutMarks(sentence);
    const numbers = citedIn(sentence);
    const claimsNothing = sort === 'lead-in' || isLeadIn(sentence);
    if (!claimsNothing && !/[\p{L}\p{N}]/u.test(claim)) return 'no words';
    if (!claimsNothing && numbers.length === 0) return 'no citation';
    if (!numbers.every((number) => byNumber.has(number))) return 'a citation that does not exist';
    const problem = unsupported(claim, numbers.length === 0 ? evidence : numbers.flatMap((n) => byNumber.get(n) ?? []));
    if (problem === undefined) for (const number of numbers) if (!cited.includes(number)) cited.push(number);
    return problem;
  }

  function unsupported(claim: string, support: readonly NumberedEvidence[]): string | undefined {
    const text = support.map(textOf).join('\n');
    const figure = unsupportedFigure(claim, text);
    if (figure !== undefined) return `"${figure}" is not in the cited evidence`;
    const link = unsupportedLink(claim, text);
    if (link !== undefined) return `the link ${link} is not in the cited evidence`;
    const name = unsupportedName(namesIn(claim), text);
    return name === undefined ? undefined : `the name "${name}" is not in the cited evidence`;
  }

  function isCode(block: string): boolean {
    const known = spaced(cited.flatMap((number) => byNumber.get(number)?.text ?? []).join('\n'));
    const lines = block.split('\n').filter((line) => line.trim() !== '' && !/^\s*(?:```|~~~)/.test(line));
    return lines.every((line) => known.includes(spaced(line)));
  }
}

function textOf({ title, source, text }: NumberedEvidence): string {
  return `${title}\n${source}\n${text}`;
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
