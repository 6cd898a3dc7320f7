/** Who changed a file last, and when. */
export interface FileChange {
  by: string | undefined;
  /** ISO, UTC. */
  at: string;
}

/** What is known of the past of a source's files, such as the commits of a Git folder. */
export interface FileHistory {
  /** Changes whenever the answers of `read` may. @throws KikiError when the history can't be read */
  version(): Promise<string>;
  /**
   * The last change of each of the files, by path relative to the source's root. A file without a known one is not in the map.
   *
   * @throws KikiError when the history can't be read: what it said before is then not known to be otherwise
   */
  read(paths: readonly string[]): Promise<LastChanges>;
}

export interface LastChanges {
  changes: ReadonlyMap<string, FileChange>;
  problems: string[];
}

/** What is known of files without a history. */
export const noChanges: LastChanges = { changes: new Map(), problems: [] };
