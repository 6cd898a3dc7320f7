import type { GraphStore } from '../../graph/store.ts';
import type { Answer } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** A page of the wiki, or a section of it. */
export interface PageNote {
  ref: Ref;
  title: string;
  anchor?: string;
}

/** Where a statement is from. */
export interface StatementSource extends SourceNote {
  /** What it tells of, where that is not what the statement is about: one of a list. */
  of?: PageNote;
}

/** One thing that the graph says, with where it is from. */
export interface Statement {
  /** Markdown. */
  text: string;
  /** The page on which the reader finds it. */
  about?: PageNote;
  sources: readonly StatementSource[];
  /** Words of the source that the text repeats. */
  quote?: string;
}

/** What a look-up found. */
export interface Finding {
  statements: Statement[];
  /** The native answer, where the question asks for one. */
  value: Answer['value'];
  /** The things found, for follow-ups. */
  found: Ref[];
}

/** What every look-up needs. */
export interface LookUpContext {
  store: GraphStore;
  viewer: Viewer;
  /** Day for which it is asked, ISO. */
  on: string;
}
