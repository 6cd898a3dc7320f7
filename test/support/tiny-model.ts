import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalModel } from '../../graph/embeddings/local/models.ts';

/**
 * A real ONNX network of a few hundred bytes, made here: it looks each token up in a table. With it the worker, the pooling and the
 * files of a model are tested without 34 MB of weights.
 */

/** The tokens in the order of their ids, and the state that the network gives for each. */
const states: Record<string, readonly number[]> = {
  '[PAD]': [0, 0, 0, 0],
  '[UNK]': [0, 0, 0, 1],
  '[CLS]': [1, 0, 0, 0],
  '[SEP]': [1, 0, 0, 0],
  refund: [0, 6, 0, 0],
  holiday: [0, 0, 6, 0],
  query: [0, 0, 0, 6],
};

/** Numbers of the wire format of protocol buffers (protobuf.dev/programming-guides/encoding). */
const varintType = 0;
const bytesType = 2;

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function number(field: number, value: number): Buffer {
  return Buffer.from([...varint(field * 8 + varintType), ...varint(value)]);
}

function bytes(field: number, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([Buffer.from([...varint(field * 8 + bytesType), ...varint(body.length)]), body]);
}

function message(field: number, ...parts: Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

const elementTypes = { float: 1, int64: 7 };

/** ValueInfoProto of a tensor of one text: `[1, tokens, ...]`. */
function valueInfo(field: number, name: string, type: keyof typeof elementTypes, inner: number[]): Buffer {
  const sizes = [
    message(1, number(1, 1)),
    message(1, bytes(2, 'tokens')),
    ...inner.map((size) => message(1, number(1, size))),
  ];
  return message(field, bytes(1, name), message(2, message(1, number(1, elementTypes[type]), message(2, ...sizes))));
}

/** ModelProto: `last_hidden_state = Gather(table, input_ids)`. Field numbers are those of onnx.proto3. */
function network(): Buffer {
  const rows = Object.values(states);
  const dimensions = rows[0]!.length;
  const table = message(
    5,
    number(1, rows.length),
    number(1, dimensions),
    number(2, elementTypes.float),
    bytes(8, 'table'),
    bytes(9, Buffer.from(Float32Array.from(rows.flat()).buffer)),
  );
  const gather = message(
    1,
    bytes(1, 'table'),
    bytes(1, 'input_ids'),
    bytes(2, 'last_hidden_state'),
    bytes(4, 'Gather'),
  );
  const graph = message(
    7,
    gather,
    bytes(2, 'tiny'),
    table,
    valueInfo(11, 'input_ids', 'int64', []),
    valueInfo(12, 'last_hidden_state', 'float', [dimensions]),
  );
  return Buffer.concat([number(1, 8), message(8, bytes(1, ''), number(2, 13)), graph]);
}

function tokenizer(): string {
  const tokens = Object.keys(states);
  const special = (id: string) => ({ [id]: { id, ids: [tokens.indexOf(id)], tokens: [id] } });
  return JSON.stringify({
    added_tokens: [],
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: { ...special('[CLS]'), ...special('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    },
  });
}

export const tinyFiles = { network: network(), tokenizer: Buffer.from(tokenizer()) };

function weightFile(name: string, content: Buffer) {
  return {
    name,
    hubPath: `files/${name}`,
    jarEntry: `jar/${name}`,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

export const tinyModel: LocalModel = {
  id: 'tiny',
  vectors: 'tiny-float',
  dimensions: 4,
  maxTokens: 16,
  pooling: 'mean',
  prefixes: { query: 'query ', document: '' },
  network: weightFile('model.onnx', tinyFiles.network),
  tokenizer: weightFile('tokenizer.json', tinyFiles.tokenizer),
  hub: { repository: 'example/tiny', revision: '0123456789abcdef' },
  maven: { groupId: 'com.example', artifactId: 'tiny', version: '1' },
};

/** Writes the tiny model's files into the folder and says where they are. */
export function writeTinyModel(folder: string): { network: string; tokenizer: string } {
  mkdirSync(folder, { recursive: true });
  const paths = { network: join(folder, tinyModel.network.name), tokenizer: join(folder, tinyModel.tokenizer.name) };
  writeFileSync(paths.network, tinyFiles.network);
  writeFileSync(paths.tokenizer, tinyFiles.tokenizer);
  return paths;
}
