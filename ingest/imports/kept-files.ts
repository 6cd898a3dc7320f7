import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { ImportSettings } from '../../schema/file-import.ts';

/** What is kept beside the bytes of a file. */
const note = z.object({
  file: z.string(),
  at: z.string(),
  settings: z.object({
    name: z.string(),
    kind: z.string(),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    targets: z.record(z.string(), z.string()),
  }),
});
export type KeptNote = z.infer<typeof note> & { settings: ImportSettings };

/** Files in a folder of their own, readable by this user alone, each under an id that nobody guesses. */
export interface KeptFiles {
  add(bytes: Uint8Array, kept: KeptNote): Promise<string>;
  /** @throws NotFound */
  read(id: string): Promise<{ bytes: Buffer; kept: KeptNote }>;
  save(id: string, kept: KeptNote): Promise<void>;
  /** The newest first. */
  list(): Promise<{ id: string; kept: KeptNote }[]>;
  remove(id: string): Promise<void>;
}

export function createKeptFiles(folder: string): KeptFiles {
  const bytesOf = (id: string) => join(folder, `${id}.csv`);
  const noteOf = (id: string) => join(folder, `${id}.json`);
  const readNote = async (id: string): Promise<KeptNote> => {
    if (!z.uuid().safeParse(id).success) throw gone();
    try {
      return note.parse(JSON.parse(await readFile(noteOf(id), 'utf8')));
    } catch (cause) {
      throw gone(cause);
    }
  };
  const writeNote = async (id: string, kept: KeptNote) => {
    // Whole or not at all, whatever happens meanwhile.
    const draft = `${noteOf(id)}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
    await rename(draft, noteOf(id));
  };
  return {
    async add(bytes, kept) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = randomUUID();
      await writeFile(bytesOf(id), bytes, { mode: 0o600 });
      await writeNote(id, kept);
      return id;
    },
    async read(id) {
      const kept = await readNote(id);
      try {
        return { kept, bytes: await readFile(bytesOf(id)) };
      } catch (cause) {
        throw gone(cause);
      }
    },
    async save(id, kept) {
      await readNote(id);
      await writeNote(id, kept);
    },
    async list() {
      const names = await readdir(folder).catch(() => []);
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
      const found = await Promise.all(
        ids.map(async (id) =>
          readNote(id).then(
            (kept) => [{ id, kept }],
            () => [],
          ),
        ),
      );
      return found.flat().sort((a, b) => (a.kept.at < b.kept.at ? 1 : -1));
    },
    async remove(id) {
      await readNote(id);
      await rm(noteOf(id), { force: true });
      await rm(bytesOf(id), { force: true });
    },
  };
}

function gone(cause?: unknown) {
  return notFound('This file is not kept any more', { fix: 'Choose it again', cause });
}
