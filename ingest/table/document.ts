import type { Refusal } from '../reading.ts';

/** A file of a table, parsed. */
export interface TableDocument {
  path: string;
  /** The document itself, or for formats of lines the list of rows. */
  data: unknown;
  /** Line of each row in the file, for formats of lines. */
  lines?: number[];
  /** Rows that could not be read. */
  refusals: Refusal[];
  /** What was read in another way than it may be meant. */
  warnings?: Refusal[];
}
