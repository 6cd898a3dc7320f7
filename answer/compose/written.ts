import type { Answer } from '../../schema/answer.ts';
import { unavailable } from '../../schema/errors.ts';
import type { Question } from '../../schema/services.ts';
import { checkReply } from '../check/check-reply.ts';
import type { CompanyNames } from '../check/company-names.ts';
import type { Statement } from '../look-up/finding.ts';
import { answerPrompt, notKnown } from '../model/answer-prompt.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import type { CiteOptions } from './cite.ts';
import { createCheckedStream } from './checked-stream.ts';
import { converse } from './converse.ts';
import { createPieces, numberedAnew, passageStatement, type Pieces } from './pieces.ts';
import type { Toolbox } from './toolbox.ts';

/** Passages that the model is shown at the start. */
const shown = 8;

export interface WriteInput {
  model: LanguageModel;
  asked: Pick<Question, 'question' | 'history' | 'language' | 'signal' | 'onText'>;
  evidence: readonly Evidence[];
  /** What is to be told, before what was found. */
  told?: readonly Statement[] | undefined;
  on: string;
  namesIn: CompanyNames;
  cite: CiteOptions;
  /** What the model may call, whose finds become evidence among the pieces. */
  toolboxFor?: ((pieces: Pieces) => Toolbox) | undefined;
  /** Milliseconds that the whole may take, steps and look-ups together. */
  longest?: number;
}

export type Written =
  /** Text with citations, what it cites, and how many sentences did not stand up to the check. */
  | (Pick<Answer, 'text' | 'citations'> & { sources: Statement[]; dropped: number })
  /** The model found no answer in the evidence. */
  | 'not known'
  /** Nothing of the reply stood up to the check. */
  | 'not borne out';

/**
 * An answer that a model writes from evidence, without what the evidence does not bear out. Of that, nothing is streamed either.
 *
 * @throws Unavailable when it takes too long, or as the model does
 */
export async function write(input: WriteInput): Promise<Written> {
  const { model, asked, on, namesIn, longest = 100_000 } = input;
  const { question, history = [], language, signal, onText } = asked;
  const pieces = createPieces();
  pieces.add(input.told ?? []);
  pieces.add(
    input.evidence
      .filter(({ passage }) => passage.source !== undefined)
      .slice(0, shown)
      .map(passageStatement),
  );
  const toolbox = input.toolboxFor?.(pieces);
  const finish = (reply: string) => {
    const checked = checkReply({ reply, evidence: pieces.all.map(({ numbered }) => numbered), namesIn });
    return { ...checked, ...numberedAnew(checked, pieces, input.cite) };
  };
  const messages = answerPrompt({
    question,
    history,
    evidence: pieces.all.map(({ numbered }) => numbered),
    on,
    language,
    hasTools: toolbox !== undefined,
  });
  const stream = onText && createCheckedStream({ onText, check: (reply) => finish(reply).text });
  const deadline = AbortSignal.timeout(longest);
  const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  const reply = await converse({ model, messages, toolbox, signal: stop, onText: stream?.push }).catch(
    (error: unknown) => {
      signal?.throwIfAborted();
      throw deadline.aborted ? unavailable(`The answer took longer than ${longest / 1000} s`, { cause: error }) : error;
    },
  );
  if (saysNotKnown(reply.last)) return 'not known';
  const { text, citations, cited, dropped } = finish(reply.text);
  if (text === '') return 'not borne out';
  stream?.end(text);
  return {
    text,
    citations,
    sources: cited.flatMap((number) => pieces.all[number - 1]?.statement ?? []),
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
