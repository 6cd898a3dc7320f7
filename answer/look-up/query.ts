import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Value } from '../../schema/value.ts';

/** Keeps things of one kind with certain field values. */
export interface KindFilter {
  kind: string;
  where?: Record<string, Value[]>;
  /** Leaves out those with these values. */
  whereNot?: Record<string, Value[]>;
}

/** One exact question to the graph. Each is answered by parameterised statements, never by a model. */
export type Query =
  | RelatedQuery
  /** All things of a kind. */
  | { look: 'list'; filter: KindFilter }
  /** What is in all of several lists. `isSaid`: the question says "both", so that nothing is an answer too. */
  | { look: 'both'; queries: RelatedQuery[]; isSaid: boolean }
  /** Whether a relation holds between two things. */
  | { look: 'holds'; subject: Ref; object: Ref; relations: { relation: string; end: End }[]; role?: string }
  /** A field of some things. */
  | { look: 'field'; of: Ref[]; field: string }
  /** Whether a field of a thing has one of some values. */
  | { look: 'has'; of: Ref[]; field: string; values: string[] }
  /** Which of a kind has the most or fewest others. */
  | { look: 'most'; filter: KindFilter; relation: string; end: End; otherKind: string; least: boolean }
  | FormQuery;

/** A look-up that needs nothing but the things it is about. */
export interface FormQuery {
  /**
   * `chain`: the line of managers from a person to the top. `work`: what a person or team puts work into, answers for and is
   * there for. `contact`: how to reach a person, team or whoever answers for a thing. `experts`: who can be asked about it.
   * `steps`: of a procedure. `describe`: what it is.
   */
  look: 'chain' | 'work' | 'contact' | 'experts' | 'steps' | 'describe';
  of: Ref[];
}

export interface RelatedQuery {
  look: 'related';
  of: Ref[];
  relation: string;
  /** The end at which the things of `of` stand. */
  end: End;
  role?: string;
  filter?: KindFilter;
  /** Whether those of sub-teams, and further steps, are meant too. Where the question does not say, the answer tells both. */
  nested?: boolean;
  except?: Ref[];
}

/** What the asker wants of the answer. */
export type Want = 'count' | 'list' | 'truth' | 'text';
