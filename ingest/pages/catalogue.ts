import type { ExportForm } from './exports/form.ts';

/** All pages of a source, as their paths tell. */
export interface Catalogue {
  has(path: string): boolean;
  /** The page with this id; undefined when there is none, or when several claim it. */
  pathOf(id: string): string | undefined;
  /** What identifies the page within the source: its id where the export gives one, else its path. */
  keyOf(path: string): string;
  /** Paths in the same folder. */
  in(folder: string): readonly string[];
}

/** @param paths of the pages */
export function createCatalogue(paths: readonly string[], form: ExportForm): Catalogue {
  const known = new Set(paths);
  const byId = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, path: string) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [path]);
    else list.push(path);
  };
  for (const path of paths) {
    const id = form.idOf(path);
    if (id !== undefined) add(byId, id, path);
    add(byFolder, path.slice(0, Math.max(path.lastIndexOf('/'), 0)), path);
  }
  const pathOf = (id: string) => {
    const claiming = byId.get(id) ?? [];
    return claiming.length === 1 ? claiming[0] : undefined;
  };
  return {
    has: (path) => known.has(path),
    pathOf,
    keyOf(path) {
      const id = form.idOf(path);
      return id !== undefined && pathOf(id) === path ? form.keyOf(id) : path;
    },
    in: (folder) => byFolder.get(folder) ?? [],
  };
}
