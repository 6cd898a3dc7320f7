import type { Answer } from '../../schema/answer.ts';
import { invalid } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { askBatch } from './ask-batch.ts';
import { viewerAs } from './viewer-as.ts';

export interface AskOptions {
  question?: string | undefined;
  /** E-mail address of the asker; an ordinary employee without it. */
  as?: string | undefined;
  json: boolean;
  /** Absolute paths of a file of questions and of answers. */
  batch?: string | undefined;
  out?: string | undefined;
}

/** Answers one question, or a file of them. */
export async function ask(kiki: Kiki, options: AskOptions, io: Io): Promise<number> {
  await kiki.embeddings.load();
  const { state, message } = kiki.embeddings.state();
  if (state === 'unavailable') io.note(`Without embeddings, search is by words only. ${message ?? ''}`.trim());
  if (options.batch !== undefined) return askBatch(kiki, { ...options, batch: options.batch }, io);
  if (options.question === undefined || options.question.trim() === '')
    throw invalid('There is no question', { fix: 'kiki ask "who leads Payments?"' });
  const answer = await kiki.ask({ question: options.question, asker: await viewerAs(kiki, options.as) });
  io.out(options.json ? JSON.stringify(answer, null, 1) : inWords(answer));
  return 0;
}

const labels: Record<Answer['mode'], string> = {
  graph: 'Looked up in the graph',
  model: 'Written by AI from the sources below; it may be wrong',
  quote: 'Quoted from the sources below',
  unknown: 'Not known',
};

function inWords({ text, mode, citations, asOf }: Answer): string {
  const sources = citations.map(
    ({ n, title, source }) =>
      `[${n}] ${title}: ${source.name}${source.path === '' ? '' : ` ${source.path}`}${source.date === null ? '' : ` (${source.date.slice(0, 10)})`}`,
  );
  return [text, '', `(${labels[mode]}, ${asOf})`, ...sources].join('\n');
}
