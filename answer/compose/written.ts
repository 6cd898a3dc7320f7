import { plainText } from '../../graph/text/plain.ts';
import type { Answer } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import type { Question } from '../../schema/services.ts';
import { checkReply } from '../check/check-reply.ts';
import { renumbered } from '../check/citation-marks.ts';
import type { CompanyNames } from '../check/company-names.ts';
import type { Statement } from '../look-up/finding.ts';
import { answerPrompt, notKnown, type NumberedEvidence } from '../model/answer-prompt.ts';
import type { LanguageModel, ModelReply } from '../model/language-model.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { type CiteOptions, createCitations } from './cite.ts';
import { createCheckedStream } from './checked-stream.ts';

/** Passages that the model is shown. No more than an answer may cite. */
const shown = 8;

export interface WriteInput {
  model: LanguageModel;
  asked: Pick<Question, 'question' | 'history' | 'signal' | 'onText'>;
  evidence: readonly Evidence[];
  on: string;
  namesIn: CompanyNames;
  cite: CiteOptions;
}

export type Written =
  /** Text with citations, what it cites, and how many sentences did not stand up to the check. */
  | (Pick<Answer, 'text' | 'citations'> & { sources: Statement[]; tokens: ModelReply['tokens']; dropped: number })
  /** The model found no answer in the evidence. */
  | 'not known'
  /** Nothing of the reply stood up to the check. */
  | 'not borne out';

/** A piece of evidence that can be cited, as the model sees it. */
interface Piece {
  numbered: NumberedEvidence;
  source: SourceNote;
  statement: Statement;
}

/** An answer that a model writes from evidence, without what the evidence does not bear out. Of that, nothing is streamed either. */
export async function write(input: WriteInput): Promise<Written> {
  const { model, asked, on, namesIn } = input;
  const { question, history = [], signal, onText } = asked;
  const pieces = piecesOf(input.evidence);
  const evidence = pieces.map(({ numbered }) => numbered);
  const finish = (reply: string) => {
    const checked = checkReply({ reply, evidence, namesIn });
    return { ...checked, ...numberedAnew(checked, pieces, input.cite) };
  };
  const stream = onText && createCheckedStream({ onText, check: (reply) => finish(reply).text });
  const reply = await model.write(answerPrompt({ question, history, evidence, on }), { signal, onText: stream?.push });
  if (saysNotKnown(reply.text)) return 'not known';
  const { text, citations, cited, dropped } = finish(reply.text);
  if (text === '') return 'not borne out';
  stream?.end(text);
  return {
    text,
    citations,
    sources: cited.flatMap((number) => pieces[number - 1]?.statement ?? []),
    tokens: reply.tokens,
    dropped: dropped.length,
  };
}

function saysNotKnown(reply: string): boolean {
  return reply
    .trim()
    .replace(/[.*"`]/g, '')
    .toUpperCase()
    .startsWith(notKnown);
}

/** What has no source can't be cited, and is not shown. */
function piecesOf(evidence: readonly Evidence[]): Piece[] {
  const known = evidence.flatMap(({ passage }) =>
    passage.source === undefined ? [] : [{ passage, source: passage.source }],
  );
  return known.slice(0, shown).map(({ passage, source }, index) => {
    const text = plainText(passage.text);
    const place = [source.source, source.path, source.date?.slice(0, 10)];
    return {
      numbered: {
        n: index + 1,
        title: [passage.title, ...passage.heading].join(' › '),
        source: place.filter((part) => part !== undefined && part !== '').join(', '),
        text,
      },
      source,
      statement: {
        text: '',
        about: { ref: passage.ref, title: passage.title, anchor: passage.anchor },
        sources: [source],
        quote: text.slice(0, 400),
      },
    };
  });
}

/** The citations in the order of first use, one number for each place. */
function numberedAnew(
  { text, cited }: { text: string; cited: readonly number[] },
  pieces: readonly Piece[],
  options: CiteOptions,
): Pick<Answer, 'text' | 'citations'> {
  const citations = createCitations(options);
  const numbers = new Map<number, number>();
  for (const number of cited) {
    const piece = pieces[number - 1];
    const n = piece && citations.numberOf(piece.source, piece.statement);
    if (n !== undefined) numbers.set(number, n);
  }
  return {
    text: renumbered(text, (number) => numbers.get(number) ?? number).replace(/(\[\d{1,3}\])\1+/g, '$1'),
    citations: citations.list,
  };
}
