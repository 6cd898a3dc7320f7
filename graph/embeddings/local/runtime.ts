import { readFile } from 'node:fs/promises';
import * as tokenizers from '@huggingface/tokenizers';
import type * as Onnx from 'onnxruntime-node';
import { describeError, unavailable } from '../../../schema/errors.ts';
import { pool } from './pooling.ts';
import type { WorkerSettings } from './messages.ts';

/** The part of onnxruntime-node that is used. It is an optional dependency, so it is imported only here and at run time. */
export type Runtime = Pick<typeof Onnx, 'InferenceSession' | 'Tensor'>;

/** The part of a tokenizer that is used: the ids of a text's tokens, with those that mark beginning and end. */
interface Tokenizer {
  encode(text: string): { ids: number[] };
}

// The package's own types import one another without extensions, which Node's resolution does not find.
const { Tokenizer } = tokenizers as unknown as {
  Tokenizer: new (content: object, settings: object) => Tokenizer;
};

/** Gives the vector of a text. */
export type EmbedText = (text: string) => Promise<Float32Array>;

/** No model reads more of a text than this many UTF-16 units; what follows only costs time. */
const mostUnits = 20_000;

/**
 * Loads the network and its tokenizer. One text is computed at a time: on CPUs a batch of eight takes as long as eight times one,
 * and the network quantises over all of a batch, so that in a batch the vector of a text depends on its neighbours (cosine 0.997).
 *
 * @throws Unavailable when onnxruntime-node is missing or refuses, or a file can't be loaded.
 */
export async function loadModel(
  { model, paths, threads }: WorkerSettings,
  importRuntime: () => Promise<Runtime> = () => import('onnxruntime-node'),
): Promise<EmbedText> {
  const { InferenceSession, Tensor } = await importRuntime().catch((cause: unknown) => {
    throw unavailable(`onnxruntime-node can't be loaded (${firstLine(cause)})`, {
      fix: 'Install it with npm install onnxruntime-node, or set KIKI_EMBEDDINGS to openai or none',
      cause,
    });
  });
  const session = await openSession(InferenceSession, paths.network, threads);
  const tokenizer = await openTokenizer(paths.tokenizer);
  return async (text) => {
    const { ids } = tokenizer.encode(text.slice(0, mostUnits));
    const output = await session.run(inputsOf(session.inputNames, truncate(ids, model.maxTokens), Tensor));
    const states = output[session.outputNames[0] ?? '']?.data;
    if (!(states instanceof Float32Array)) throw new TypeError(`${model.id} gave no states of tokens`);
    return pool(states, model.dimensions, model.pooling);
  };
}

async function openSession(
  factory: Runtime['InferenceSession'],
  path: string,
  threads: number,
): Promise<Onnx.InferenceSession> {
  try {
    return await factory.create(path, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3, // errors
      // Threads that wait for work would else keep their cores busy, which are the server's too.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw unloadable(path, cause);
  }
}

async function openTokenizer(path: string): Promise<Tokenizer> {
  try {
    return new Tokenizer(JSON.parse(await readFile(path, 'utf8')) as object, {});
  } catch (cause) {
    throw unloadable(path, cause);
  }
}

function unloadable(where: string, cause: unknown) {
  return unavailable(`The embedding model can't be loaded (${firstLine(cause)})`, {
    where,
    fix: 'Remove the file, so that it is fetched again, or update onnxruntime-node',
    cause,
  });
}

/** Cuts to what the model reads and keeps the last token, which marks the end. */
export function truncate(ids: readonly number[], maxTokens: number): readonly number[] {
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)];
}

/** One text without padding: all of it is to be attended to, and all of it is one segment. Some networks have no segments. */
function inputsOf(
  names: readonly string[],
  ids: readonly number[],
  Tensor: Runtime['Tensor'],
): Record<string, Onnx.TypedTensor<'int64'>> {
  const values: Record<string, BigInt64Array> = {
    input_ids: BigInt64Array.from(ids, BigInt),
    attention_mask: new BigInt64Array(ids.length).fill(1n),
    token_type_ids: new BigInt64Array(ids.length),
  };
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new TypeError(`The network wants an input "${name}", which Kiki does not know`);
      return [name, new Tensor('int64', value, [1, ids.length])];
    }),
  );
}

function firstLine(error: unknown): string {
  return describeError(error instanceof Error ? new Error(error.message.split('\n')[0]) : error);
}
