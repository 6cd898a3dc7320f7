import { plainText } from '../../graph/text/plain.ts';
import { normaliseName } from '../../schema/names.ts';
import type { Question } from '../../schema/services.ts';
import { checkReply } from '../check/check-reply.ts';
import type { Statement } from '../look-up/finding.ts';
import { answerPrompt, notKnown, type NumberedEvidence } from '../model/answer-prompt.ts';
import type { LanguageModel, ModelReply } from '../model/language-model.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

/** Passages that the model is shown. */
const shown = 8;

export interface WriteInput {
  model: LanguageModel;
  asked: Pick<Question, 'question' | 'history' | 'signal' | 'onText'>;
  evidence: readonly Evidence[];
  on: string;
  /** Names of the things of this company that a text contains. */
  namesIn(text: string): readonly string[];
}

export type Written =
  /** Text with citations already numbered, and the evidence in the order of these numbers. */
  | { text: string; sources: Statement[]; tokens: ModelReply['tokens']; dropped: number }
  /** The model found no answer in the evidence. */
  | 'not known'
  /** Nothing of the reply stood up to the check. */
  | 'not borne out';

/** An answer that a model writes from evidence, with what the evidence does not bear out taken away. */
export async function write({ model, asked, evidence, on, namesIn }: WriteInput): Promise<Written> {
  const { question, history = [], signal, onText } = asked;
  const pieces = evidence.slice(0, shown);
  const numbered = pieces.map(({ passage }, index): NumberedEvidence => {
    const { source } = passage;
    return {
      n: index + 1,
      title: [passage.title, ...passage.heading].join(' › '),
      source:
        source === undefined
          ? ''
          : [source.source, source.path, source.date?.slice(0, 10)]
              .filter((part) => part !== undefined && part !== '')
              .join(', '),
      text: plainText(passage.text),
    };
  });
  const reply = await model.write(answerPrompt({ question, history, evidence: numbered, on }), { signal, onText });
  if (
    reply.text
      .trim()
      .replace(/[.*"`]/g, '')
      .toUpperCase()
      .startsWith(notKnown)
  )
    return 'not known';
  const checked = checkReply({ reply: reply.text, evidence: numbered, question, namesIn });
  if (checked.text === '') return 'not borne out';
  const numbers = new Map(checked.cited.map((number, index) => [number, index + 1]));
  return {
    text: checked.text.replace(
      /\[(\d{1,3})\]/g,
      (_mark, number: string) => `[${numbers.get(Number(number)) ?? number}]`,
    ),
    sources: checked.cited.flatMap((number) => {
      const piece = pieces[number - 1];
      return piece === undefined ? [] : [statementOf(piece)];
    }),
    tokens: reply.tokens,
    dropped: checked.dropped.length,
  };
}

function statementOf({ passage }: Evidence): Statement {
  return {
    text: '',
    about: { ref: passage.ref, title: passage.title, anchor: passage.anchor },
    sources: passage.source === undefined ? [] : [passage.source],
    quote: plainText(passage.text).slice(0, 400),
  };
}

/** Finds which of the company's names of several words stand in a text. */
export function nameFinder(names: readonly { name: string; aliases: readonly string[] }[]): (text: string) => string[] {
  const known = new Set(
    names
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .map(normaliseName)
      .filter((name) => name.includes(' ')),
  );
  return (text) => {
    const tokens = normaliseName(text.replace(/,/g, ' ')).split(' ');
    const found: string[] = [];
    for (let start = 0; start < tokens.length; start += 1) {
      for (let length = 2; length <= 5 && start + length <= tokens.length; length += 1) {
        const phrase = tokens.slice(start, start + length).join(' ');
        if (known.has(phrase)) found.push(phrase);
      }
    }
    return found;
  };
}
