import { describeError, KikiError } from '../schema/errors.ts';
import type { ReadRecord } from '../graph/apply/write-records.ts';

/** Something of a source that was not taken in, and why. */
export interface Refusal {
  /** File, with line or key: `people.csv:12`. */
  where: string;
  /** What was wrong, what was expected, how to fix it. */
  reason: string;
}

/** What reading a source gave. */
export interface Reading {
  records: ReadRecord[];
  /** Ids of records whose file or rows are as they were, so that they were not read again. */
  unchanged: string[];
  /** Ids of records that are surely still there although they could not be read this time. */
  kept: string[];
  refusals: Refusal[];
  /** Things worth knowing that cost nothing: a date that is none, a field left out. */
  warnings: Refusal[];
  /** Every part was read well enough to know what is in it: then what is missing is gone. */
  isWhole: boolean;
}

/** A kind of source: one file under ingest/ makes one. */
export interface SourceReader {
  /** Hash of all there is to read and of how it is read; equal to an earlier one means that nothing changed. */
  fingerprint(): Promise<string>;
  /**
   * Reads everything.
   *
   * @throws KikiError when nothing can be read at all: the source is not reachable or its config is wrong
   */
  read(known: KnownRecords, onProgress: (done: number, total: number) => void): Promise<Reading>;
}

/** The records that the graph has of this source, by path. */
export type KnownRecords = ReadonlyMap<string, readonly { id: string; inputHash?: string }[]>;

/** @param where the place, unless the error knows a more exact one */
export function refusal(where: string, error: unknown): Refusal {
  const exact = error instanceof KikiError && error.where?.startsWith(where) === true ? error.where : where;
  return { where: exact, reason: describeError(error).replace(`${exact}: `, '') };
}
