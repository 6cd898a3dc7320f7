import type { Change } from './entity.ts';
import type { Ref } from './ref.ts';

/** Sources that are files which people gave Kiki in the browser begin so. */
const importPrefix = 'upload-';

/** The name of the source of an import. */
export function importedSource(name: string): string {
  return importPrefix + name;
}

/** What the person called the import; undefined for a source that is none. */
export function importName(source: string): string | undefined {
  return source.startsWith(importPrefix) ? source.slice(importPrefix.length) : undefined;
}

/** How a file of rows is read, and what its columns mean. */
export interface ImportSettings {
  /** Lower-case letters, digits and hyphens. A file under a name that was used before takes the place of that one. */
  name: string;
  kind: string;
  /** As WHATWG names it; without it, found out. */
  encoding?: string | undefined;
  /** Between cells; without it, found out. */
  delimiter?: string | undefined;
  /** By column: `name`, `key`, `aliases`, `stated`, `field.NAME`, `relation.WORD` or `id.NAMESPACE`. Others are left out. */
  targets: Readonly<Record<string, string>>;
}

/** A line that says what stands in the way, and where. */
export interface ImportProblem {
  /** File with line. */
  where: string;
  reason: string;
}

/** A file as it is, with what is proposed or chosen. */
export interface ImportLook {
  id: string;
  file: string;
  settings: ImportSettings;
  /** Of the file and the settings: another when either changes. */
  version: string;
  rows: number;
  columns: {
    name: string;
    /** Distinct values, from the first rows. */
    examples: string[];
    /** Why nothing was proposed although the name fits. */
    doubt?: string | undefined;
  }[];
  /** Rows that can't be read; the first of them. */
  refused: ImportProblem[];
  refusedCount: number;
  /** What the first rows become, or why they don't. */
  sample: { title: string; lines: { label: string; value: string }[]; problems: string[] }[];
  /** Why the whole can't be read or mapped, in one line. */
  problem?: string | undefined;
}

/** What importing a file would do. */
export interface ImportPreview {
  version: string;
  /** Records. */
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  refused: string[];
  refusedCount: number;
  warnings: string[];
  /** Entities, what readers would see. */
  changes: { ref: Ref; kind: string; fate: 'added' | 'changed' | 'removed'; changes: Change[] }[];
  /** Why it can't be done. */
  problem?: string | undefined;
}

/** Files of rows that people give Kiki in the browser: kept until they are imported or a week has passed. */
export interface FileImports {
  /** Bytes of a file at most. */
  readonly largest: number;
  /** Keeps a file, with a first proposal of what it means. @returns its id; @throws Invalid, naming the line, for what is no table */
  add(file: { name: string; bytes: Uint8Array }): Promise<string>;
  /** Files that wait, the newest first. */
  waiting(): Promise<{ id: string; file: string; at: string }[]>;
  /** @throws NotFound */
  look(id: string): Promise<ImportLook>;
  /** Keeps other settings. For another kind without targets it proposes them. @throws NotFound; Invalid */
  save(id: string, settings: Omit<ImportSettings, 'targets'> & { targets?: ImportSettings['targets'] }): Promise<void>;
  /** Writes nothing. @throws NotFound */
  preview(id: string): Promise<ImportPreview>;
  /**
   * Begins the import as a run, which goes on after this and says how it went. Then the file is not kept any more.
   *
   * @throws NotFound; Conflict when the settings are not at this version any more, or the import is under way
   */
  start(id: string, order: { version: string; by: string }): Promise<{ run: string }>;
  discard(id: string): Promise<void>;
}
