import type { Ref } from '../../schema/ref.ts';
import type { Query, Want } from '../look-up/query.ts';
import type { MentionSpan, Span } from './analysis.ts';
import type { Reading } from './reading.ts';

/** What one rule makes of a question. */
export interface Draft {
  query: Query;
  want: Want;
  /** The things that the question is about. */
  subjects: Ref[];
  /** Words that the rule explains. */
  used: readonly Span[];
  mentions: readonly MentionSpan[];
  /** For rules that guess more than others. */
  penalty?: number;
}

/** All that one pattern of questions can mean here. */
export type Rule = (reading: Reading) => Draft[];
