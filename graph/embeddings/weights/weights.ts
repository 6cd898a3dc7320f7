import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { describeError, unavailable } from '../../../schema/errors.ts';
import type { LocalModel, WeightFile } from '../local/models.ts';
import type { EmbeddingLogger } from '../logger.ts';
import { checkFile, type FileCheck } from './check.ts';
import type { Origin } from './origin.ts';

/** Where the checked files of a model lie. */
export interface WeightPaths {
  network: string;
  tokenizer: string;
}

export interface WeightsOptions {
  model: LocalModel;
  /** KIKI_WEIGHTS: the files are taken from there and nowhere else. */
  weightsFolder?: string | undefined;
  /** Fetched files are kept in `<dataFolder>/models/<model>/`. */
  dataFolder: string;
  /** Where they are fetched from, tried in this order. */
  origins: readonly Origin[];
  logger: EmbeddingLogger;
  signal?: AbortSignal | undefined;
}

/**
 * The files of a model: from the operator's folder, else from the data folder, into which they are fetched once.
 *
 * @throws Unavailable, with what to do, when they are not to be had or do not hold what they must.
 */
export async function obtainWeights({ weightsFolder, ...options }: WeightsOptions): Promise<WeightPaths> {
  if (weightsFolder !== undefined) return fromOperator(options.model, weightsFolder);
  const { model, dataFolder, logger } = options;
  const folder = join(dataFolder, 'models', model.id);
  const paths = { network: join(folder, model.network.name), tokenizer: join(folder, model.tokenizer.name) };
  const kept = await check(model, paths);
  if (kept === 'good') return paths;
  if (kept === 'damaged') logger.warn({ folder }, 'The files of the embedding model are damaged and are fetched again');
  await fetchInto(folder, options);
  return paths;
}

/** The operator's files may lie in his folder, in a folder of the model's name in it, or as they do on the hub. */
async function fromOperator(model: LocalModel, folder: string): Promise<WeightPaths> {
  const locate = async (file: WeightFile): Promise<string> => {
    const candidates = [
      join(folder, model.id, file.name),
      join(folder, model.id, file.hubPath),
      join(folder, file.name),
      join(folder, file.hubPath),
    ];
    for (const path of candidates) {
      const found = await checkFile(path, file);
      if (found === 'good') return path;
      if (found === 'damaged') {
        throw unavailable(`This is not the ${file.name} of ${model.id} that Kiki knows (by size and sha256)`, {
          where: path,
          fix: howToPut(model),
        });
      }
    }
    throw unavailable(`KIKI_WEIGHTS has no ${file.name}`, { where: folder, fix: howToPut(model) });
  };
  return { network: await locate(model.network), tokenizer: await locate(model.tokenizer) };
}

async function check(model: LocalModel, paths: WeightPaths): Promise<FileCheck> {
  const found = [await checkFile(paths.tokenizer, model.tokenizer), await checkFile(paths.network, model.network)];
  return found.find((each) => each === 'damaged') ?? found.find((each) => each === 'missing') ?? 'good';
}

/** Tries one origin after another. What arrives damaged is fetched once more from the same one. */
async function fetchInto(folder: string, options: Omit<WeightsOptions, 'weightsFolder'>): Promise<void> {
  const { model, origins, logger, signal } = options;
  await makeFolder(folder);
  const reasons: string[] = [];
  for (const origin of origins) {
    logger.info(`Fetching the embedding model ${model.id} (${megabytes(model)} MB) from ${origin.name}`);
    try {
      const arrived = (await fetchOnce(folder, origin, options)) || (await fetchOnce(folder, origin, options));
      if (arrived) return;
      reasons.push(`${origin.name}: what it sent is damaged, twice`);
    } catch (error) {
      signal?.throwIfAborted();
      reasons.push(`${origin.name}: ${reasonOf(error)}`);
    }
  }
  throw unavailable(`The embedding model ${model.id} can't be fetched (${reasons.join('; ')})`, {
    fix: howToPut(model),
  });
}

/** Whether the files arrived whole. They are moved to their place only then, so that no one ever finds a part of one. */
async function fetchOnce(
  folder: string,
  origin: Origin,
  { model, signal }: Pick<WeightsOptions, 'model' | 'signal'>,
): Promise<boolean> {
  const temporary = `${folder}.${randomUUID()}`;
  await mkdir(temporary);
  try {
    await origin.fetch(model, temporary, signal);
    const paths = { network: join(temporary, model.network.name), tokenizer: join(temporary, model.tokenizer.name) };
    if ((await check(model, paths)) !== 'good') return false;
    await rename(paths.tokenizer, join(folder, model.tokenizer.name));
    await rename(paths.network, join(folder, model.network.name));
    return true;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw unavailable('The data folder is not writable', {
      where: path,
      fix: 'Set KIKI_DATA to a folder that is',
      cause,
    });
  }
}

/** fetch() says only "fetch failed"; what happened stands in the cause. */
function reasonOf(error: unknown): string {
  const isFetch = isNativeError(error) && error.message === 'fetch failed';
  return describeError(isFetch ? error.cause : error);
}

function megabytes({ network, tokenizer }: LocalModel): number {
  return Math.round((network.bytes + tokenizer.bytes) / 1e6);
}

function howToPut({ network, tokenizer, hub }: LocalModel): string {
  return `Put ${network.hubPath} and ${tokenizer.hubPath} of huggingface.co/${hub.repository} (revision ${hub.revision.slice(0, 7)}) into a folder and set KIKI_WEIGHTS to it, or set KIKI_EMBEDDINGS=none for full-text search only`;
}
