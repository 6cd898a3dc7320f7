import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { kiki as system } from '../../schema/actor.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

/** Writes the whole graph to a file, one JSON object a line. The file is there only when it is whole. @param file absolute path */
export async function exportGraph({ store }: Kiki, { file }: { file: string }, io: Io): Promise<number> {
  const unfinished = `${file}.unfinished`;
  const output = createWriteStream(unfinished, { mode: 0o600 });
  const failed = once(output, 'error').then(([error]) => {
    throw notFound('The file can’t be written', { where: file, fix: 'Check the path', cause: error });
  });
  const write = async () => {
    let count = 0;
    for await (const line of store.exportAll(system)) {
      if (!output.write(`${JSON.stringify(line)}\n`)) await once(output, 'drain');
      count += 1;
    }
    output.end();
    await finished(output);
    return count;
  };
  const count = await Promise.race([write(), failed]);
  await rename(unfinished, file);
  io.note(`${count} lines written to ${file}.`);
  return 0;
}

/** Fills an empty graph from a file that export wrote. @param file absolute path */
export async function importGraph({ store }: Kiki, { file }: { file: string }, io: Io): Promise<number> {
  const { nodes, edges } = await store.importAll(system, linesOf(file));
  await store.flush();
  io.note(`${nodes} nodes and ${edges} edges imported.`);
  return 0;
}

async function* linesOf(file: string): AsyncIterable<unknown> {
  const input = createReadStream(file);
  const opened = once(input, 'open');
  try {
    await opened;
  } catch (error) {
    throw notFound('The file can’t be read', { where: file, fix: 'Check the path', cause: error });
  }
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      yield JSON.parse(line);
    } catch (error) {
      throw invalid('The line is not JSON', {
        where: `${file}:${number}`,
        fix: 'Export the graph again',
        cause: error,
      });
    }
  }
}
