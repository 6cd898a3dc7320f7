import type { Freshness } from './freshness.ts';
import type { Ref } from './ref.ts';
import type { End } from './relations.ts';
import type { Value } from './value.ts';

/** Where a statement is from. Dates are ISO. */
export interface SourceNote {
  /** Id of the record. */
  record: string;
  /** Name of the source. */
  source: string;
  /** Path relative to the source's root; for a row of a table `path#key`. Empty for what has no file. */
  path: string;
  /** Line in the file, or where in the row. */
  at?: string;
  url?: string;
  /** The date the source itself states. */
  date?: string;
  /** Who said it there, or who pinned it. */
  by?: string;
  /** When Kiki first read it as it is. */
  since?: string;
  /** When Kiki last read the source. */
  readAt?: string;
}

/** A value of a field with where it is from, and what other sources say instead. */
export interface Fact {
  value: Value;
  sources: SourceNote[];
  /** Other values that other live sources hold, best first, and nobody has settled. */
  contradicts?: { value: Value; sources: SourceNote[] }[];
  /** Other values that live sources hold, with how that was settled. */
  overruled?: { value: Value; sources: SourceNote[]; settled: Settled }[];
  /** Other values that the value's own source holds under another key of the same thing: a second contract. No contradiction. */
  also?: { value: Value; sources: SourceNote[] }[];
  /** Values it had in their time, as a person said. Days are ISO. */
  earlier?: { value: Value; from?: string; until: string; sources: SourceNote[] }[];
}

/** Why another word is no contradiction: a person chose, a person said when it was true, or the sources are ranked for it. */
export type Settled = 'chosen' | 'dated' | 'ranked';

/** An entity as lists and links show it. */
export interface EntityCard {
  ref: Ref;
  kind: string;
  name: string;
  aliases: string[];
  /** All visible field values except name and aliases. */
  fields: Record<string, Value>;
  changedAt: string;
}

/** An entity as lists of what changed show it. */
export type ChangedEntity = Pick<EntityCard, 'ref' | 'kind' | 'name' | 'changedAt'>;

/** One edge as seen from one of its ends. */
export interface Relation {
  /** Key of the relation in the ontology. */
  relation: string;
  /** The end at which the entity stands from which it is seen. */
  end: End;
  other: EntityCard;
  roles: string[];
  dotted: boolean;
  from?: string;
  until?: string;
  /** It holds on the day asked about. */
  current: boolean;
  sources: SourceNote[];
}

/** What sources say of a list that the best of them says otherwise, such as another lead. */
export interface RelationContradiction {
  relation: string;
  end: End;
  other: EntityCard;
  sources: SourceNote[];
  /** How it was settled; a contradiction that is open has none. */
  settled?: Settled;
}

/** A section of prose or a step, as it hangs off its entity. */
export interface Passage {
  /** `ref#anchor`. */
  id: string;
  ref: Ref;
  /** Unique in the entity; the fragment of the section in the wiki. */
  anchor: string;
  /** Name of the entity. */
  title: string;
  heading: string[];
  order: number;
  /** Markdown. */
  text: string;
  /** The Markdown without the steps, where there are steps. */
  prose?: string;
  step?: { number: number; section: string; responsible?: string; responsibleRef?: Ref };
  /** It is the entity's own card (its fields in words), not prose of a source. */
  card: boolean;
  source?: SourceNote;
}

/** All that a viewer may see of one entity. */
export interface EntityView extends EntityCard {
  facts: Record<string, Fact>;
  relations: Relation[];
  contradictions: RelationContradiction[];
  /** What other sources say and is settled. */
  overruled: RelationContradiction[];
  /** Other ends that the source of a shown one names under another key, such as the manager of a second contract. */
  also: RelationContradiction[];
  passages: Passage[];
  /** Former refs that lead here. */
  formerRefs: Ref[];
  createdAt: string;
  /** Number of the newest revision, from 1. The ETag of the entity. */
  revision: number;
  /** Whether somebody has looked whether it is still right, as of today. */
  freshness: Freshness;
  /** Digest of what it says: what a verification of it covers. */
  content: string;
}

/** One change of one entity. */
export interface Revision {
  ref: Ref;
  number: number;
  at: string;
  actor: string;
  actorType: 'person' | 'run' | 'kiki';
  run?: string;
  reason?: string;
  /** What changed: per field, relation or passage what it was and what it became; null where there was nothing. */
  changes: Change[];
}

export interface Change {
  about: 'field' | 'relation' | 'passage' | 'entity' | 'verified' | 'redirect';
  /**
   * Name of the field, key of the relation, anchor of the passage, or `existence`; of a verification its part, or `page`; of a redirect the
   * name or address that leads there.
   */
  name: string;
  /** For a relation: the ref at the other end. */
  other?: Ref;
  before: Value | null;
  after: Value | null;
}
