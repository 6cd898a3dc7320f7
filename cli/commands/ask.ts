import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Answer, turn } from '../../schema/answer.ts';
import { describeError, invalid, notFound } from '../../schema/errors.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

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

/** @throws NotFound when the graph knows nobody with this address */
async function viewerAs(kiki: Kiki, email: string | undefined): Promise<Viewer> {
  if (email === undefined) return anyEmployee;
  const viewer = await kiki.findViewer(email);
  if (viewer === undefined)
    throw notFound(`Nobody has the address ${email}`, {
      where: '--as',
      fix: 'Use an address that a source gives as id email',
    });
  return viewer;
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

const batchLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string().min(1),
  asker: z.string().optional(),
  history: z.array(turn).optional(),
});

/** Answers a file of questions, one JSON object a line, into another. A bad line is refused, and the others are answered. */
async function askBatch(kiki: Kiki, { batch, out, as }: AskOptions & { batch: string }, io: Io): Promise<number> {
  if (out === undefined) throw invalid('There is no file for the answers', { where: '--batch', fix: 'Add --out FILE' });
  await noteMissingEmbeddings(kiki, io);
  const output = createWriteStream(out);
  const lines = createInterface({ input: createReadStream(batch), crlfDelay: Infinity });
  let [number, answered, refused] = [0, 0, 0];
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      try {
        output.write(`${JSON.stringify(await answerLine(kiki, line, as))}\n`);
        answered += 1;
      } catch (error) {
        refused += 1;
        io.note(`${batch}:${number}: ${describeError(error)}`);
      }
      io.progress(`${answered} answered`);
    }
  } catch (error) {
    throw notFound('The questions can’t be read', { where: batch, fix: 'Check the path', cause: error });
  } finally {
    io.progress(undefined);
    output.end();
    await finished(output);
  }
  io.note(`${answered} questions answered${refused === 0 ? '' : `, ${refused} refused`}.`);
  return answered === 0 && refused > 0 ? 1 : 0;
}

async function answerLine(kiki: Kiki, line: string, as: string | undefined): Promise<Record<string, unknown>> {
  const parsed = batchLine.safeParse(parseJson(line));
  if (!parsed.success)
    throw invalid('The line is not a question', {
      fix: 'Write {"id": …, "question": "…"}, optionally with asker and history',
    });
  const { id, question, asker, history } = parsed.data;
  const answer = await kiki.ask({ question, asker: await viewerAs(kiki, asker ?? as), ...(history && { history }) });
  return {
    id,
    answer: answer.value ?? answer.text,
    text: answer.text,
    abstained: answer.abstained,
    mode: answer.mode,
    contexts: answer.contexts,
    citations: answer.citations.map(({ source }) => source.path).filter((path) => path !== ''),
    answerObject: answer,
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw invalid('The line is not JSON', { cause: error });
  }
}

async function noteMissingEmbeddings({ store, embeddings, environment }: Kiki, io: Io): Promise<void> {
  if (environment.KIKI_EMBEDDINGS === 'none') return;
  const loaded = await embeddings.load();
  if (loaded === undefined) return;
  const { total, done } = await store.embeddingProgress(loaded.model);
  if (done < total)
    io.note(`${total - done} of ${total} passages are still without embedding: kiki ingest completes them.`);
}
