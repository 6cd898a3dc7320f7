import { z } from 'zod';
import { turn } from '../../schema/answer.ts';
import { describeError, invalid, KikiError } from '../../schema/errors.ts';
import { openToRead, openToWrite } from '../files.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { noteMissingEmbeddings } from './missing-embeddings.ts';
import { viewerAs } from './viewer-as.ts';

const batchLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string().min(1),
  asker: z.string().optional(),
  history: z.array(turn).optional(),
});

export interface BatchOptions {
  /** Absolute path of the questions. */
  batch: string;
  /** Absolute path for the answers. */
  out?: string | undefined;
  /** E-mail address of the asker of lines that name none; an ordinary employee without it. */
  as?: string | undefined;
}

/**
 * Answers a file of questions, one JSON object a line, into another. A bad line is refused, and the others are answered.
 *
 * @returns 1 when no line could be answered
 */
export async function askBatch(kiki: Kiki, { batch, out, as }: BatchOptions, io: Io): Promise<number> {
  if (out === undefined) throw invalid('There is no file for the answers', { where: '--batch', fix: 'Add --out FILE' });
  // The questions first: without them, what is in the file of answers must stay.
  const questions = await openToRead(batch, 'Give --batch a file with one JSON object a line');
  const answers = await openToWrite(out).catch(async (error: unknown) => {
    await questions.close();
    throw error;
  });
  await noteMissingEmbeddings(kiki, io);
  let [number, answered, refused] = [0, 0, 0];
  try {
    for await (const line of questions.readLines()) {
      number += 1;
      if (line.trim() === '') continue;
      let result: object;
      try {
        result = await answerLine(kiki, line, as);
      } catch (error) {
        // Without a graph no further line can be answered.
        if (error instanceof KikiError && error.code === 'unavailable') throw error;
        refused += 1;
        io.note(`${batch}:${number}: ${describeError(error)}`);
        continue;
      }
      await answers.write(`${JSON.stringify(result)}\n`);
      answered += 1;
      io.progress(`${answered} answered`);
    }
  } finally {
    io.progress(undefined);
    await questions.close();
    await answers.close();
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
  const answer = await kiki.ask({
    question,
    asker: await viewerAs(kiki, asker ?? as, asker === undefined ? '--as' : 'asker'),
    ...(history && { history }),
  });
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
