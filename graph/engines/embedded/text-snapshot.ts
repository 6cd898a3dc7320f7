import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { textForm } from '../../text/searched.ts';
import { createTextIndex, type InProcessTextIndex } from './text-index.ts';

/** The text index in a file, so that opening the graph need not make it anew. It holds for one version of the graph and of the analyser. */
export interface TextSnapshot {
  /** The index as it was written, if the graph has not changed since. */
  read(version: number): InProcessTextIndex | undefined;
  /** The index is about to change. From then on an older one must not be found, whatever happens to the graph. */
  forget(): void;
  /** Writes what is not written yet. */
  write(version: number, index: InProcessTextIndex): void;
}

export function openTextSnapshot(path: string): TextSnapshot {
  let written: number | undefined;
  const remove = () => {
    written = undefined;
    rmSync(path, { force: true });
  };
  const head = (version: number) => `${textForm}/${version}`;
  return {
    read(version) {
      if (!existsSync(path)) return undefined;
      const [found, body] = splitOnce(readFileSync(path, 'utf8'), '\n');
      try {
        if (found === head(version)) {
          const index = createTextIndex(body);
          written = version;
          return index;
        }
      } catch {
        // a damaged one costs only the time of making it anew
      }
      remove();
      return undefined;
    },
    forget() {
      if (written !== undefined) remove();
    },
    write(version, index) {
      if (written === version) return;
      try {
        writeFileSync(path, `${head(version)}\n${JSON.stringify(index.toJSON())}`, { mode: 0o600 });
      } catch {
        // It only spares the next opening some work, and must not keep the database from closing.
        rmSync(path, { force: true });
      }
    },
  };
}

/** @returns the index, which makes the snapshot forget what it changes */
export function keepingSnapshot(index: InProcessTextIndex, snapshot: TextSnapshot | undefined): InProcessTextIndex {
  if (snapshot === undefined) return index;
  return {
    ...index,
    put(documents) {
      if (documents.length > 0) snapshot.forget();
      index.put(documents);
    },
    remove(ids) {
      if (ids.length > 0) snapshot.forget();
      index.remove(ids);
    },
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
