import { fold, normaliseName } from '../../schema/names.ts';
import type { NumberedEvidence } from '../model/answer-prompt.ts';

export interface CheckInput {
  reply: string;
  evidence: readonly NumberedEvidence[];
  question: string;
  /** Names of the things of this company that a text contains, normalised. */
  namesIn(text: string): readonly string[];
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
 * links, addresses and names of things must stand in the evidence that it cites.
 */
export function checkReply({ reply, evidence, question, namesIn }: CheckInput): CheckedReply {
  const byNumber = new Map(evidence.map((each) => [each.n, each]));
  const dropped: CheckedReply['dropped'] = [];
  const cited: number[] = [];
  const lines = reply.split('\n').map((line) => {
    const kept = sentencesOf(line).filter((sentence) => {
      const reason = problemOf(sentence);
      if (reason !== undefined) dropped.push({ sentence, reason });
      return reason === undefined;
    });
    return kept.join('');
  });
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text: hasWords(text) && cited.length > 0 ? text : '', cited, dropped };

  function problemOf(sentence: string): string | undefined {
    if (!hasWords(sentence) || isLeadIn(sentence)) return undefined;
    const numbers = citationsIn(sentence);
    if (numbers.length === 0) return 'no citation';
    const known = numbers.flatMap((number) => byNumber.get(number) ?? []);
    if (known.length < numbers.length) return 'a citation that does not exist';
    const support = fold(
      `${known.map(({ title, text, source }) => `${title}\n${source}\n${text}`).join('\n')}\n${question}`,
    );
    const claim = sentence.replace(citation, ' ');
    const unsupported = figuresIn(claim).find((figure) => !hasFigure(support, figure));
    if (unsupported !== undefined) return `"${unsupported}" is not in the cited evidence`;
    const link = linksIn(claim).find((each) => !support.includes(fold(each)));
    if (link !== undefined) return `the link ${link} is not in the cited evidence`;
    const normal = normaliseName(support.replace(/,/g, ' '));
    const name = namesIn(claim).find((each) => !normal.includes(each));
    if (name !== undefined) return `the name "${name}" is not in the cited evidence`;
    for (const number of numbers) if (!cited.includes(number)) cited.push(number);
    return undefined;
  }
}

const citation = /\[(\d{1,3})\]/g;

function citationsIn(sentence: string): number[] {
  return [...sentence.matchAll(citation)].map(([, number]) => Number(number));
}

/** Sentences of a line with what stands between them; the citations behind a full stop belong to the sentence before. */
export function sentencesOf(line: string): string[] {
  return line.match(/.+?(?:[.!?…](?:\s*\[\d{1,3}\])*(?=\s|$)\s*|$)/g) ?? [];
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(citation, ''));
}

/** "Do this:" before a list, a heading: it claims nothing by itself. */
function isLeadIn(sentence: string): boolean {
  const bare = sentence.trim();
  return /:$/.test(bare) || /^#{1,6}\s/.test(bare);
}

/** Numbers as they stand, without the numbers of list items. */
function figuresIn(text: string): string[] {
  return text.replace(/^\s*\d+[.)]\s/, ' ').match(/\d+(?:[.,:]\d+)*/g) ?? [];
}

function hasFigure(support: string, figure: string): boolean {
  const plain = (text: string) => text.replace(/(?<=\d)[, ](?=\d{3})/g, '');
  return (
    new RegExp(`(?<![\\d])${plain(figure).replace(/[.]/g, '\\.')}(?![\\d])`).test(plain(support)) ||
    spelled(figure).some((word) => new RegExp(`\\b${word}\\b`).test(support))
  );
}

const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** "3" may stand as "three". */
function spelled(figure: string): string[] {
  const word = words[Number(figure)];
  return word === undefined ? [] : [word];
}

function linksIn(text: string): string[] {
  return text.match(/https?:\/\/[^\s)\]>"']+|[^\s@<>()[\]"']+@[^\s@<>()[\]"']+\.\p{L}{2,}/gu) ?? [];
}
