import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Value } from '../../schema/value.ts';

/** Keeps things of one kind with certain field values. */
export interface KindFilter {
  kind: string;
  where?: Record<string, Value[]>;
  /** Leaves out those with these values. */
  whereNot?: Record<string, Value[]>;
  /** Keeps those whose day is in a span, both ends included, ISO. */
  dates?: Record<string, { from?: string; until?: string }>;
  /** Keeps those whose number is between two, both included. */
  numbers?: Record<string, { least?: number; most?: number }>;
  /** Keeps those of which no source says these fields. */
  without?: string[];
  /** Keeps those of which a source says these fields. */
  withAny?: string[];
  /** Keeps those that have so many others of a relation. */
  having?: Having[];
}

/** Others of a relation that a thing has: "chairs *a SIG*", "with *no owner*", "with *more than ten members*". */
export interface Having {
  relation: string;
  /** Where the thing stands that has them. */
  end: End;
  role?: string;
  /** What the others are. */
  other?: KindFilter;
  /** The others are among these. */
  of?: Ref[];
  /** The others are none of these: "leads *another* team". */
  except?: Ref[];
  /** Those it once had. */
  ended?: boolean;
  /** It has one of them, or another than that, in this way too: "chair *and tech lead of the same SIG*", "*of another*". */
  also?: { relation: string; role?: string; isSame: boolean };
  least?: number;
  most?: number;
}

/** One exact question to the graph. Each is answered by parameterised statements, never by a model. */
export type Query =
  | RelatedQuery
  /** All things of a kind. */
  | { look: 'list'; filter: KindFilter }
  /** What is in all of several lists. `isSaid`: the question says "both", so that nothing is an answer too. */
  | { look: 'both'; queries: RelatedQuery[]; isSaid: boolean }
  /** Whether a relation holds between two things. */
  | {
      look: 'holds';
      subject: Ref;
      /** More things that it is asked of. */
      others?: Ref[];
      object: Ref;
      /** More things at the other end, each of which has to be so. */
      objects?: Ref[];
      /** It is asked of all of them together, and yes only where it is so of each. */
      isOfAll?: boolean;
      relations: { relation: string; end: End }[];
      /** Relations by which a company says that these do not hold: "does not work with". */
      opposites?: { relation: string; end: End }[];
      role?: string;
      /** Whether it held and does no more. */
      ended?: boolean;
      /** Whether it holds or held. */
      ever?: boolean;
    }
  | FieldQuery
  /** Whether a field of a thing has one of some values. */
  | { look: 'has'; of: Ref[]; field: string; values: Value[] }
  | IdQuery
  | HolderQuery
  /** Whether one of some things has others of a relation, such as more than two. */
  | { look: 'does'; of: Ref[]; filter: KindFilter }
  /** Which of several relations that a noun says, each in its words, holds between two things: what access one has to the other. */
  | { look: 'way'; subject: Ref; object: Ref; noun: string; ways: { relation: string; end: End; said: string }[] }
  /** Which of a kind has the most or fewest others; with `among`, which of those that this finds. */
  | { look: 'most'; filter: KindFilter; having: Having; least: boolean; among?: RelatedQuery }
  /** Which value of a field most, or fewest, of some things have. */
  | { look: 'commonest'; filter: KindFilter; field: string; least: boolean; among?: RelatedQuery }
  /** Whether there is one of these that is of a sort. */
  | { look: 'exists'; of: Ref[]; filter: KindFilter }
  /** Which of a kind comes first or last by a field. */
  | { look: 'extreme'; filter: KindFilter; field: string; largest: boolean }
  /** What is in the first list and not in the second. */
  | { look: 'minus'; queries: [RelatedQuery, RelatedQuery] }
  /** Which of two or more numbers is the largest, or smallest; with `isTruth`, whether the first is. */
  | { look: 'compare'; sides: CountedSide[]; less: boolean; isTruth: boolean }
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

/**
 * Ids of things in a namespace, such as their handles; with `is` (normalised), whether they are one of these. `ofMembers`: of the
 * people in those teams.
 */
export interface IdQuery {
  look: 'id';
  of: Ref[];
  namespace: string;
  is?: string[];
  ofMembers?: true;
}

/** Which of some things have an id. */
export interface HolderQuery {
  look: 'holder';
  of: Ref[];
  namespace: string;
  /** Normalised. */
  value: string;
}

/** A field of some things. */
export interface FieldQuery {
  look: 'field';
  of: Ref[];
  field: string;
  /** Of a field of several texts those that are in each of these lists: "the *weekly call* of Payments". */
  among?: Value[][];
  /** With `of` empty, things of this kind that have such a text. */
  kind?: string;
}

/** Something that is counted to be compared. */
export interface CountedSide {
  /** As the question says; else what is counted tells it. */
  name?: string;
  query: RelatedQuery | { look: 'list'; filter: KindFilter };
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
  /** Those that were and are no more. */
  ended?: boolean;
  /** Those that are, and those that were. */
  ever?: boolean;
  except?: Ref[];
  /** Something else may be meant: none is no answer. */
  isUnsure?: boolean;
}

/** What the asker wants of the answer. */
export type Want = 'count' | 'list' | 'truth' | 'text';
