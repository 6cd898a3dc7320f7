import { rename, rm } from 'node:fs/promises';
import { checkExport } from '../../graph/transfer/check-export.ts';
import { kiki as system } from '../../schema/actor.ts';
import { invalid, unavailable } from '../../schema/errors.ts';
import { openToRead, openToWrite } from '../files.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { systemCode } from '../system-error.ts';

/** Writes the whole graph to a file, one JSON object a line. The file is there only when it is whole. @param file absolute path */
export async function exportGraph({ store }: Kiki, { file }: { file: string }, io: Io): Promise<number> {
  const unfinished = `${file}.unfinished`;
  const output = await openToWrite(unfinished);
  let count = 0;
  try {
    for await (const line of store.exportAll(system)) {
      await output.write(`${JSON.stringify(line)}\n`);
      count += 1;
    }
    await output.close();
    await rename(unfinished, file);
  } catch (error) {
    await output.close();
    await rm(unfinished, { force: true });
    const code = systemCode(error);
    throw code !== undefined
      ? unavailable(`The export can’t be written (${code})`, {
          where: file,
          fix: 'Give a path of a file, on a disk with room for it',
          cause: error,
        })
      : error;
  }
  io.note(`${count} lines written to ${file}.`);
  return 0;
}

/** Fills an empty graph from a file that export wrote. @param file absolute path */
export async function importGraph({ store }: Kiki, { file }: { file: string }, io: Io): Promise<number> {
  // Looked through first: an import that fails half-way would leave a graph that is of no use.
  await checkExport(linesOf(file));
  const { nodes, edges } = await store.importAll(system, linesOf(file));
  await store.flush();
  io.note(`${nodes} nodes and ${edges} edges imported.`);
  return 0;
}

async function* linesOf(file: string): AsyncIterable<unknown> {
  const input = await openToRead(file, 'Give a file that kiki export wrote');
  let number = 0;
  try {
    for await (const line of input.readLines()) {
      number += 1;
      if (line.trim() !== '') yield parseLine(line, `${file}:${number}`);
    }
  } finally {
    await input.close();
  }
}

function parseLine(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw invalid('The line is not JSON', { where, fix: 'Export the graph again', cause: error });
  }
}
