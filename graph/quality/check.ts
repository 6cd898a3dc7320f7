import type { Ref } from '../../schema/ref.ts';
import type { QualityContext } from './context.ts';

/** One thing that is wrong. */
export interface QualityItem {
  /** The entity it is about; null for a source. */
  ref: Ref | null;
  name: string;
  /** What is wrong with it, as a sentence without a full stop. */
  what: string;
  /** Path in the wiki where it is mended. */
  fix: string;
}

/** One sort of thing that can be wrong. */
export interface QualityCheck {
  /** For programs; never changes. */
  id: string;
  title: string;
  /** Why it matters to those who read the wiki. */
  why: string;
  /** What it finds changes with the graph and the day alone, so that it can be kept until then. */
  ofGraph?: true;
  /** All that is wrong, the most pressing first. Undefined when this graph can't tell. */
  find(context: QualityContext): Promise<QualityItem[] | undefined>;
}
