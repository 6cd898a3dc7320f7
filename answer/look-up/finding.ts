import type { GraphStore } from '../../graph/store.ts';
import type { Answer } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** One thing that the graph says, with where it is from. */
export interface Statement {
  /** Markdown. */
  text: string;
  /** The page on which the reader finds it. */
  about?: { ref: Ref; title: string; anchor?: string };
  sources: readonly SourceNote[];
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
