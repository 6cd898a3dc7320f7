import { z } from 'zod';
import type { HeldFile, HeldFiles } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
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

/** Files in the graph, where every server that shares it finds them, each under an id that nobody guesses. */
export interface KeptFiles {
  /** @throws Conflict when there is no room for one more */
  add(bytes: Uint8Array, kept: KeptNote): Promise<string>;
  /** @throws NotFound */
  read(id: string): Promise<{ bytes: Buffer; kept: KeptNote }>;
  /** @throws NotFound */
  save(id: string, kept: KeptNote): Promise<void>;
  /** The newest first. */
  list(): Promise<{ id: string; kept: KeptNote }[]>;
  /** @throws NotFound */
  remove(id: string): Promise<void>;
  /** Forgets those that were given before a time (ISO). */
  sweep(before: string): Promise<void>;
}

export function createKeptFiles(store: HeldFiles): KeptFiles {
  return {
    add: (content, kept) => store.holdFile(kiki, { note: JSON.stringify(kept), content }),
    async read(id) {
      const found = await store.heldFile(kiki, id);
      if (found === undefined) throw gone();
      return { kept: noteOf(found), bytes: found.content };
    },
    async save(id, kept) {
      if (!(await store.noteHeldFile(kiki, id, JSON.stringify(kept)))) throw gone();
    },
    async list() {
      return (await store.heldFiles(kiki)).map((file) => ({ id: file.id, kept: noteOf(file) }));
    },
    async remove(id) {
      if ((await store.heldFiles(kiki)).every((file) => file.id !== id)) throw gone();
      await store.dropHeldFile(kiki, id);
    },
    async sweep(before) {
      await store.sweepHeldFiles(kiki, before);
    },
  };
}

function noteOf(file: HeldFile): KeptNote {
  return note.parse(JSON.parse(file.note));
}

function gone() {
  return notFound('This file is not kept any more', { fix: 'Choose it again' });
}
