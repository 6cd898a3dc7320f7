import type { Actor } from '../schema/actor.ts';
import type { Comment, Notice, Thread } from '../schema/discussion.ts';
import type { Audience } from '../schema/audience.ts';
import type { ChannelChange, ChannelChoices, ChosenChannel } from '../schema/channel-settings.ts';
import type { AskedAbout, AskedQuestion, Feedback, FrequentQuestion, OpenQuestion } from '../schema/asked.ts';
import type {
  ChangedEntity,
  EntityCard,
  EntityView,
  Passage,
  RelationContradiction,
  Revision,
  Settled,
  SourceNote,
} from '../schema/entity.ts';
import type { Freshness } from '../schema/freshness.ts';
import type { HelpDraft, HelpRequest, SlackThread } from '../schema/help-request.ts';
import type { Ontology } from '../schema/ontology.ts';
import type { Outreach, OutreachChange, OutreachState, OutreachWishes, WishChange } from '../schema/outreach.ts';
import type { Proposal, ProposalDraft, ProposalStatus } from '../schema/proposal.ts';
import type { PassageDraft, RecordDraft } from '../schema/record.ts';
import type { Ref } from '../schema/ref.ts';
import type { End } from '../schema/relations.ts';
import type { Suggestion, SuggestionDraft, SuggestionStatus } from '../schema/suggestion.ts';
import type { Value } from '../schema/value.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { WatchedPage, WatchSettings } from '../schema/watching.ts';
import type { Applier } from './apply/apply.ts';
import type { Unresolved } from './compute/entity-state.ts';
import type { StatedProblem } from './compute/stated-identity.ts';
import type { Embedding, Hit } from './engine.ts';

/**
 * The graph of a company: what the rest of Kiki knows of it. One store works on either engine.
 *
 * Every read takes the viewer, and what he may not read does not exist for him; every write takes the actor. All methods throw
 * Unavailable when the database does not answer.
 */
export interface GraphStore
  extends
    EntityReads,
    RelationReads,
    SearchReads,
    HistoryReads,
    MergeReads,
    RedirectReads,
    DisputeReads,
    DuplicateReads,
    ProposalReads,
    SuggestionReads,
    WatchReads,
    DiscussionReads,
    AskedReads,
    HelpReads,
    SourceReads,
    RecordWrites,
    MergeWrites,
    TrustWrites,
    RevertWrites,
    DuplicateWrites,
    ProposalWrites,
    SuggestionWrites,
    WatchWrites,
    DiscussionWrites,
    AskedWrites,
    HelpWrites,
    EmbeddingWrites,
    Locks,
    SlackClaims,
    Outreaches,
    ChannelStore,
    HeldFiles,
    Transfer {
  readonly ontology: Ontology;
  readonly engine: 'embedded' | 'neo4j';
  /** Number that grows with every change of the graph. */
  version(): Promise<number>;
  /** Waits until everything acknowledged would survive a power cut. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Where a ref, a former ref or a name leads. */
export type Location =
  | { status: 'found'; ref: Ref }
  /** It is called otherwise now: redirect there. */
  | { status: 'moved'; ref: Ref }
  /** It was there and is no more; its history stays. */
  | { status: 'gone'; ref: Ref; name: string }
  | { status: 'unknown' };

/** Names that an entity goes by, for finding entities in a question. */
export interface NameEntry {
  ref: Ref;
  kind: string;
  name: string;
  aliases: readonly string[];
  /** Names and addresses that lead to it because people say so, and that nothing bears. It is not called so. */
  redirects: readonly string[];
  /** `namespace:value`, such as `email:ada@example.com`. */
  keys: readonly string[];
}

export interface ListQuery {
  kind: string;
  /** Keeps entities whose field has one of the values (folded). An entity that says nothing has the value assumed by the ontology. */
  where?: Readonly<Record<string, readonly Value[]>>;
  /** Also those whose status takes them out of counts: left, archived. */
  includeUncounted?: boolean;
  offset?: number;
  limit?: number;
}

/** An entity in a list of all of its kind. */
export interface OutlineEntry {
  ref: Ref;
  name: string;
  /** What it says, or what the ontology assumes. */
  status?: string;
  /** Whether counts count it. */
  isCounted: boolean;
}

/** A current relation by its ends. */
export interface Link {
  relation: string;
  from: Ref;
  to: Ref;
  dotted: boolean;
}

export interface EntityReads {
  /**
   * Where a text that should be a ref leads: a ref, a former ref, a name or alias that is one entity's only, or what people say where it
   * leads, in this order. One that leads to what is gone is gone too.
   */
  locate(viewer: Viewer, text: string): Promise<Location>;
  /** All of one entity, or undefined. @param on day for which relations are current, ISO; today when left out */
  entity(viewer: Viewer, ref: Ref, on?: string): Promise<EntityView | undefined>;
  /** All of several entities, in the order asked for, without those that are not there. As many queries as for one (per 500). */
  entities(viewer: Viewer, refs: readonly Ref[], on?: string): Promise<EntityView[]>;
  /** Cards in the order asked for, without those that are not there. */
  cards(viewer: Viewer, refs: readonly Ref[]): Promise<EntityCard[]>;
  /** Entities of a kind by name, with how many there are in all. */
  list(viewer: Viewer, query: ListQuery): Promise<{ total: number; items: EntityCard[] }>;
  /** All entities of a kind by name, also those that do not count, without the weight of whole ones. */
  outline(viewer: Viewer, kind: string): Promise<OutlineEntry[]>;
  /** The same of every kind that there is anything of, by kind. */
  outlines(viewer: Viewer): Promise<Map<string, OutlineEntry[]>>;
  /** The values that entities of a kind have in a field, most frequent first. */
  fieldValues(viewer: Viewer, kind: string, field: string): Promise<{ value: string; count: number }[]>;
  /** Number of entities per kind. */
  countKinds(viewer: Viewer): Promise<Record<string, number>>;
  /** All names, for finding entities in text. Kept in memory until the graph changes. */
  names(viewer: Viewer): Promise<readonly NameEntry[]>;
  /** Refs of the entities that have this identity, such as `email:ada@example.com`. */
  withIdentity(viewer: Viewer, identities: readonly string[]): Promise<Map<string, Ref>>;
  /** The entities described by pages at these paths of a source. */
  atPaths(viewer: Viewer, source: string, paths: readonly string[]): Promise<Map<string, Ref>>;
  /** Entities that changed last, newest first. */
  recentlyChanged(viewer: Viewer, limit: number): Promise<ChangedEntity[]>;
  /** How fresh entities are today: whether somebody has looked at them, and when that is to be done again. */
  freshness(viewer: Viewer, refs: readonly Ref[]): Promise<Map<Ref, Freshness>>;
  /** Entities about which live sources disagree: the fields, by name, and relations, by key. */
  disputed(viewer: Viewer): Promise<Map<Ref, string[]>>;
  /** All relations that are current on a day, today when left out, by their ends alone: for telling what is linked with what. */
  links(viewer: Viewer, on?: string): Promise<Link[]>;
  /** The entities that records describe, by id of the record. */
  describedBy(viewer: Viewer, records: readonly string[]): Promise<Map<string, Ref>>;
  /** Links of pages to pages of their own source that are not there, as written. */
  brokenLinks(viewer: Viewer): Promise<{ ref: Ref; path: string; links: string[] }[]>;
  /** What each record says of an entity now, whether it is shown or not: what a source would say, were nothing pinned. */
  testimonies(viewer: Viewer, ref: Ref): Promise<Testimony[]>;
  /** The same of several entities; of those of which nothing is said there is nothing. */
  testimoniesOf(viewer: Viewer, refs: readonly Ref[]): Promise<Map<Ref, Testimony[]>>;
  passages(viewer: Viewer, ids: readonly string[]): Promise<Passage[]>;
  passagesOf(viewer: Viewer, refs: readonly Ref[]): Promise<Passage[]>;
}

export interface EdgeQuery {
  /** Key of the relation. */
  relation: string;
  /** Edges of these entities only; of all when left out. */
  of?: readonly Ref[];
  /** The end at which the entities of `of` stand. */
  end?: End;
  /** Day for which edges must be current, ISO; today when left out; `always` for ended ones too. */
  on?: string;
}

/** What is known of a claim beside the record it is in. */
export interface ClaimPlace {
  at?: string;
  by?: string;
  on?: string;
}

/** A current edge without its ends' details. */
export interface Edge {
  relation: string;
  from: Ref;
  to: Ref;
  roles: string[];
  dotted: boolean;
  ended: boolean;
  since?: string;
  until?: string;
  /** Ids of the records that say so. */
  support: string[];
  /** By record, where it says so: path and place, when that is not where the record is, and who said so in Kiki and when. */
  places: ReadonlyMap<string, ClaimPlace>;
}

export interface RelationReads {
  edges(viewer: Viewer, query: EdgeQuery): Promise<Edge[]>;
  /** All edges of a relation that are current today by their ends alone, without dotted ones: for what has the form of a tree. */
  lines(viewer: Viewer, relation: string): Promise<{ from: Ref; to: Ref }[]>;
  /** Entities reached by following a relation from `of`, any number of times, with how many steps; `of` itself at 0. */
  reach(
    viewer: Viewer,
    query: { relation: string; of: Ref; end: End; on?: string; depth?: number },
  ): Promise<{ ref: Ref; steps: number }[]>;
  /** How many current edges of a relation each entity of a kind has that has any, most first. */
  degrees(
    viewer: Viewer,
    query: { relation: string; kind: string; end: End; otherKind: string; on?: string },
  ): Promise<{ ref: Ref; count: number }[]>;
  /** What other sources say instead of the shown edges of an entity. */
  contradictions(viewer: Viewer, ref: Ref): Promise<RelationContradiction[]>;
  /** The roles that edges of a relation have, such as "chair". */
  roles(viewer: Viewer, relation: string): Promise<string[]>;
  /** Where records say what they say, by id of the record. */
  notes(viewer: Viewer, records: readonly string[]): Promise<Map<string, SourceNote>>;
}

export interface SearchFilter {
  kinds?: readonly string[];
  limit: number;
}

export interface SearchReads {
  /** Passages by their words, best first. */
  searchText(viewer: Viewer, text: string, filter: SearchFilter): Promise<Hit[]>;
  /** Passages by meaning, nearest first. Empty while there are no embeddings of the model. */
  searchVector(viewer: Viewer, query: { model: string; vector: Float32Array } & SearchFilter): Promise<Hit[]>;
  /** Entities with a name that starts so or nearly so, best first. */
  suggest(viewer: Viewer, text: string, filter: SearchFilter): Promise<EntityCard[]>;
}

export interface HistoryReads {
  /** Revisions of an entity, newest first. Also of one that is no more. */
  history(viewer: Viewer, ref: Ref, limit?: number): Promise<Revision[]>;
  /** The newest revision of each of these entities, also of those that are no more. */
  lastRevisions(viewer: Viewer, refs: readonly Ref[]): Promise<Map<Ref, Revision>>;
  /**
   * The graph as it was at the end of a day (ISO), with what held on that day. @throws Invalid for what is no day
   */
  asOf(day: string): Promise<PastReads>;
  /**
   * Revisions of all entities that the viewer may read, newest first, of those who are asked for. Those that he may not read count
   * against the limit. @param query `before` is a time, ISO
   */
  newestRevisions(
    viewer: Viewer,
    query: { by: readonly Revision['actorType'][]; before?: string | undefined; limit: number },
  ): Promise<Revision[]>;
  /**
   * Revisions of these entities, of each those after its own time (ISO), newest first. Of what the viewer may not read there are none.
   */
  changesSince(viewer: Viewer, pages: readonly { ref: Ref; since: string }[], limit: number): Promise<Revision[]>;
  /** What a run changed of entities that the viewer may read, by ref. */
  revisionsOf(viewer: Viewer, run: string): Promise<Revision[]>;
}

/** Reads of the graph as it was on a day. They mean what they mean for today. */
export interface PastReads {
  day: string;
  /** The day on which Kiki read the first record of all; before it nothing is known. */
  firstDay: string | undefined;
  entity(viewer: Viewer, ref: Ref): Promise<EntityView | undefined>;
  cards: EntityReads['cards'];
  edges: RelationReads['edges'];
  reach: RelationReads['reach'];
  /** Entities of a kind by name, those that do not count included. */
  list(
    viewer: Viewer,
    query: { kind: string; offset?: number; limit?: number },
  ): Promise<{ total: number; items: EntityCard[] }>;
}

/** One entity standing for another, now or until it was taken back. */
export interface MergeRecord {
  from: Ref;
  into: Ref;
  at: string;
  by: string;
  reason?: string;
  until?: string;
  endedBy?: string;
}

export interface MergeReads {
  /** All merges into what the viewer may read, newest first, those that were taken back included. */
  merges(viewer: Viewer): Promise<MergeRecord[]>;
}

/** A name or an address that leads to an entity because people say so. */
export interface Redirect {
  /** As it was written. */
  from: string;
  to: Ref;
  /** The entity that it was said of: `to`, or one that is merged into it. */
  saidOf: Ref;
  /** What `to` is called, or was. */
  name: string;
  by?: string;
  /** ISO. */
  on?: string;
  /** `hidden`: it leads elsewhere, because something is called so or another one was said before; `gone`: what it leads to is no more. */
  state: 'works' | 'hidden' | 'gone';
  /** Of a hidden one: where the name leads. */
  leads?: Ref;
}

export interface RedirectReads {
  /** All that lead to what the viewer may read, by name. */
  redirects(viewer: Viewer): Promise<Redirect[]>;
}

export interface MergeWrites {
  /**
   * Lets `into` stand for `from` as well: all that is said of either is said of `into`, and `from` leads there.
   * @throws Conflict when `from` is merged already, when it would go in circles, or for two kinds
   */
  merge(actor: Actor, merge: { from: Ref; into: Ref; reason?: string | undefined }): Promise<void>;
  /** Takes a merge back: both are as they would be without it. @throws NotFound when there is none */
  unmerge(actor: Actor, from: Ref, reason?: string): Promise<void>;
}

/** What taking back a run does. */
export interface RunRevert {
  /** Records that say again what they said before. */
  restored: number;
  /** Records that the run added. */
  removed: number;
  /** Records that changed again since; they are left alone. */
  changedSince: string[];
}

export interface RevertWrites {
  /** What `revertRun` would do. @throws NotFound for a run that changed nothing */
  previewRevert(run: string): Promise<RunRevert>;
  /** Takes back all that a run did. What its source says is not heard until it says something else. @throws NotFound */
  revertRun(actor: Actor, run: string, reason?: string): Promise<RunRevert>;
  /**
   * Gives an entity the records that it had at a time (ISO).
   *
   * @returns how many records changed
   * @throws Conflict when the entity is at another revision
   */
  revertRecords(actor: Actor, order: { ref: Ref; at: string; revision: number; reason: string }): Promise<number>;
}

/** What sources say of one field or relation. */
export interface Saying {
  /** The value; for a relation the name of the other end. */
  value: Value;
  /** For a relation: the other end. */
  other?: Ref;
  /** For a relation: the role there. */
  role?: string;
  sources: SourceNote[];
  /** It is what readers see. */
  isShown: boolean;
  settled?: Settled;
  /** For one that was right in its time: the days (ISO). */
  from?: string;
  until?: string;
}

/** Which sources go before others for one field or relation of a kind, as an admin decided. */
export interface TrustRule {
  /** `Kind.field` or `Kind.RELATION`. */
  key: string;
  /** Best first. */
  sources: string[];
  at: string;
  by: string;
  reason?: string;
}

/** A field or relation of an entity on which its sources differ. */
export interface Dispute {
  entity: EntityCard & { revision: number };
  about: 'field' | 'relation';
  /** Name of the field, or key of the relation. */
  name: string;
  /** For a relation: the end at which the entity stands. */
  end?: End;
  /** What is shown first, then what others say instead, best first. */
  says: Saying[];
  /** Sources that an admin ranked before others for this field or relation of this kind. */
  trusted: string[];
}

/** How many entities of a kind have contradictions in a field or relation. */
export interface DisputeCount {
  kind: string;
  name: string;
  count: number;
}

export interface DisputeReads {
  /** Contradictions between sources, by kind and name; those that are settled with `isSettled`. */
  disputes(
    viewer: Viewer,
    query?: { kind?: string; name?: string; of?: Ref; isSettled?: boolean; offset?: number; limit?: number },
  ): Promise<{ total: number; items: Dispute[] }>;
  /** How many there are of each field or relation of each kind. */
  disputeCounts(viewer: Viewer, query?: { isSettled?: boolean }): Promise<DisputeCount[]>;
  /** What is said of one field or relation of an entity; undefined when nothing is. */
  dispute(viewer: Viewer, ref: Ref, name: string): Promise<Dispute | undefined>;
  /** Whom admins decided to trust first, by key. */
  trustRules(): Promise<TrustRule[]>;
}

export interface TrustWrites {
  /** Ranks sources for one field or relation of a kind; an empty list takes the rule back. @throws Invalid */
  setTrust(
    actor: Actor,
    rule: { kind: string; name: string; sources: readonly string[]; reason?: string | undefined },
  ): Promise<void>;
}

/** Two entities that may be one. */
export interface SuggestedDuplicate {
  a: EntityCard;
  b: EntityCard;
  /** 0 to 1: about how likely they are one (graph/duplicates/score.ts). */
  score: number;
  /** Sentences: what speaks for it, the strongest first, then what speaks against it. */
  reasons: string[];
}

/** A pair of which someone said that it is two things. */
export interface DismissedDuplicate {
  a: EntityCard;
  b: EntityCard;
  by: string;
  /** ISO. */
  at: string;
  reason?: string;
}

export interface DuplicateReads {
  /**
   * Pairs of one kind that may be one thing, the likeliest first, without those that were dismissed or that kiki.yaml says are
   * different. Never joined by themselves. Kept in memory until the graph changes. @throws Invalid for an unknown kind
   */
  suggestedDuplicates(viewer: Viewer, query: { limit: number; kind?: string }): Promise<SuggestedDuplicate[]>;
  /**
   * The same for who does not wait longer than his patience (milliseconds): then those of an older state of the graph that are still there
   * and not dismissed, or none, while Kiki goes on looking.
   */
  duplicatesSoFar(
    viewer: Viewer,
    query: { limit: number; kind?: string; patience: number },
  ): Promise<{ state: 'current' | 'older' | 'looking'; pairs: SuggestedDuplicate[] }>;
  /** Pairs that were dismissed, the newest first. */
  dismissedDuplicates(viewer: Viewer): Promise<DismissedDuplicate[]>;
}

export interface DuplicateWrites {
  /**
   * Remembers that two entities are two things, so that they are not suggested again. Says nothing about names: to stop an equal
   * name from joining records, use `different` in kiki.yaml. @throws NotFound; Invalid unless they are two of one kind
   */
  dismissDuplicate(actor: Actor, a: Ref, b: Ref, reason?: string): Promise<void>;
  /** Takes that back. @throws NotFound when it was not said */
  undismissDuplicate(actor: Actor, a: Ref, b: Ref): Promise<void>;
}

/** How a source stands. */
export interface SourceState {
  name: string;
  records: number;
  /** When it was last read whole and without error. */
  readAt?: string;
  /** Of what was read then: files and configuration. Equal means there is nothing to do. */
  inputHash?: string;
  /** What was odd about what was read then, `where: reason`, at most 1,000. */
  warnings?: string[];
  /** It is not in the config any more; its records stay until `kiki ingest --forget`. */
  dropped: boolean;
}

export type RunStatus = 'running' | 'done' | 'partly' | 'stopped' | 'failed';

/** One reading of one source. */
export interface RunRecord {
  id: string;
  source: string;
  status: RunStatus;
  startedAt: string;
  finishedAt?: string;
  /** Records. */
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** What could not be read: `where: reason`, at most 1,000. */
  refused: string[];
  /** How many were refused in all. */
  refusedCount: number;
  /** What was read and points at something unknown, at most 1,000. */
  warnings: string[];
  message?: string;
}

/** What a record says, with its hash. */
export interface StoredRecord {
  draft: RecordDraft;
  hash: string;
}

export interface SourceReads {
  sources(viewer: Viewer): Promise<SourceState[]>;
  source(viewer: Viewer, name: string): Promise<SourceState | undefined>;
  /** Whether the graph has been computed from records: false for one that is empty, or has records of a filling that did not end. */
  isComputed(): Promise<boolean>;
  /** Runs, those that were started last first. */
  runs(viewer: Viewer, query: { source?: string; limit: number }): Promise<RunRecord[]>;
  run(viewer: Viewer, id: string): Promise<RunRecord | undefined>;
  /** Records of a source with the hashes by which a reader knows what changed. */
  recordsOf(source: string): Promise<{ id: string; hash: string; path: string; inputHash?: string }[]>;
  /** The records of a source at these paths, with the entity that each describes. */
  recordsAt(source: string, paths: readonly string[]): Promise<{ id: string; hash: string; path: string; ref?: Ref }[]>;
  /** What one record says, with its hash; for changing it. */
  record(id: string): Promise<StoredRecord | undefined>;
  /** The same of several, by id. */
  records(ids: readonly string[]): Promise<Map<string, StoredRecord>>;
}

export interface ProposalQuery {
  status: ProposalStatus;
  /** Quoted from this page. */
  page?: Ref;
  /** Something of this kind is at either end. */
  kind?: string;
  offset?: number;
  limit?: number;
}

export interface ProposalList {
  total: number;
  items: Proposal[];
  /** How many of this status there are in all per page, most first, and per kind. */
  pages: { ref: Ref; name: string; count: number }[];
  kinds: { kind: string; count: number }[];
}

export interface ProposalReads {
  /**
   * What a model read in pages, by page. Only who may edit sees any, and of these only those of which he may read the page and both
   * ends. Whether the quote still stands on the page is looked up now.
   */
  proposals(viewer: Viewer, query: ProposalQuery): Promise<ProposalList>;
  proposal(viewer: Viewer, id: string): Promise<Proposal | undefined>;
}

export interface SuggestionQuery {
  status: SuggestionStatus;
  /** About this entity. */
  of?: Ref;
  /** Made by the viewer himself. */
  own?: boolean;
  offset?: number;
  limit?: number;
}

export interface SuggestionReads {
  /**
   * What people say should be otherwise, the oldest first; of decided ones the newest. Who may edit sees those of all that he may
   * read, others their own and those of pages that they answer for (`mayVerify`).
   */
  suggestions(viewer: Viewer, query: SuggestionQuery): Promise<{ total: number; items: Suggestion[] }>;
  suggestion(viewer: Viewer, id: string): Promise<Suggestion | undefined>;
}

/** What people watch is kept per person and is no part of what Kiki knows. Whoever is merged or comes back is watched as before. */
export interface WatchReads {
  /** The pages that the viewer watches and may read today, each by the ref that it has today. */
  watched(viewer: Viewer): Promise<WatchedPage[]>;
  watchSettings(viewer: Viewer): Promise<WatchSettings>;
  /** Id of the person whose feed has this token. */
  personOfFeed(token: string): Promise<string | undefined>;
}

/** What people discuss on pages; no part of what Kiki knows. A thread goes with its page through a merge, and back. */
export interface DiscussionReads {
  /** All of a page, the open ones first, of these what was written in last. Of a page that the viewer may not read there are none. */
  threads(viewer: Viewer, ref: Ref): Promise<Thread[]>;
  thread(viewer: Viewer, id: string): Promise<Thread | undefined>;
  /** How many open threads pages have. It gives nothing away but for whoever may read the page anyway. */
  openThreads(): Promise<ReadonlyMap<Ref, number>>;
  /** What was written on these pages, of each after its own time (ISO), newest first. */
  commentsSince(
    viewer: Viewer,
    pages: readonly { ref: Ref; since: string }[],
    limit: number,
  ): Promise<(Comment & { of: Ref; subject: string })[]>;
  /** What was written to the viewer on pages that he may read today, newest first. */
  notices(viewer: Viewer): Promise<Notice[]>;
}

/** What one record says of an entity. */
export interface Testimony {
  note: SourceNote;
  /** Who may read the record. */
  audience: Audience;
  /** Explicit ids by namespace, as the source spells them. */
  ids: RecordDraft['ids'];
  claims: RecordDraft['claims'];
  passages: PassageDraft[];
}

export interface RecordWrites extends Applier {
  /** Everything that records point at and no source describes, or that could be several. Looks at all records. */
  unresolved(): Promise<Unresolved[]>;
  /** What is wrong with `sameAs` and `different` of kiki.yaml: entries that match nothing, and such that can't hold. */
  statedProblems(): Promise<StatedProblem[]>;
  /** Keeps what is known of a run. Of the runs of a source that are over and changed nothing, the newest 50 are kept. */
  saveRun(actor: Actor, run: RunRecord): Promise<void>;
  /** Closes runs of a source that are still `running` although nobody runs them. @returns how many there were */
  stopRuns(actor: Actor, source: string, end: { finishedAt: string; message: string }): Promise<number>;
  saveSource(actor: Actor, source: Partial<SourceState> & { name: string }): Promise<void>;
  /** Removes all records of a source, and the source. */
  forgetSource(actor: Actor, name: string): Promise<number>;
}

/** Questions that were asked. They are no part of what Kiki knows, and are kept for a time only. */
export interface AskedReads {
  /** The viewer's own questions, newest first. */
  questionsOf(viewer: Viewer, limit: number): Promise<AskedQuestion[]>;
  /** One of the viewer's own questions, by the id of its answer, with whether that rests on what everyone may read. */
  asked(viewer: Viewer, id: string): Promise<(AskedQuestion & { isPublic: boolean }) | undefined>;
  /** Questions without an answer, or whose answer askers call bad, that nobody has dealt with; newest first. Nothing for who may not edit. */
  openQuestions(viewer: Viewer, query: { since: string; limit: number }): Promise<OpenQuestion[]>;
  /**
   * Open questions whose answer rests on, or whose nearest page is, one that the viewer answers for (`pagesAnsweredFor`); newest first.
   * Only those answered from what everyone may read.
   */
  openQuestionsForOwner(viewer: Viewer, query: { since: string; limit: number }): Promise<OpenQuestion[]>;
  /**
   * How much was asked about what the viewer answers for, of what was answered from what everyone may read. Words only of what several
   * people asked: what one person asks is his own.
   */
  askedOfOwner(viewer: Viewer, query: { since: string; limit: number }): Promise<AskedAbout>;
  /** What several people asked in the same words and was answered from what everyone may read; most often asked first. */
  frequentQuestions(viewer: Viewer, query: { since: string; limit: number }): Promise<FrequentQuestion[]>;
  /** What askers say of answers, newest first. Nothing for who may not edit. */
  feedback(viewer: Viewer, limit: number): Promise<Feedback[]>;
}

export interface AskedWrites {
  /** Keeps a question. @param isPublic its answer rests on what everyone may read */
  saveQuestion(actor: Actor, asked: AskedQuestion, options: { isPublic: boolean }): Promise<void>;
  /** Keeps what an asker says of an answer, instead of what he said before. @throws NotFound for an answer that is not kept */
  saveFeedback(actor: Actor, feedback: Feedback): Promise<void>;
  /** Says that open questions are dealt with. */
  closeQuestions(actor: Actor, ids: readonly string[], how: 'answered' | 'dismissed'): Promise<void>;
  /** Forgets questions of before a time, what was said of them, and what was asked of people. @returns how many */
  sweepQuestions(actor: Actor, before: string): Promise<number>;
}

/** Questions that were put to people. They are no part of what Kiki knows, and are kept for a time only. */
export interface HelpReads {
  /**
   * Newest first. `asker`: the viewer's own; `recipient`: those put to the viewer; `all`: those of anybody, for who may edit.
   *
   * @param query `unresolved`: only those that still wait
   */
  helpRequests(
    viewer: Viewer,
    query: { of: 'asker' | 'recipient' | 'all'; unresolved?: boolean; limit: number },
  ): Promise<{ total: number; items: HelpRequest[] }>;
  /** One of the viewer's own, one put to the viewer, or any for who may edit. */
  helpRequest(viewer: Viewer, id: string): Promise<HelpRequest | undefined>;
}

/** What changes them; who may do what is decided in help-desk.ts. */
export interface HelpWrites {
  /**
   * Keeps a question to a person. What has the same id is there already and stays.
   *
   * @throws Conflict when the asker asked the same of the same and it waits, or when too many of his wait
   */
  saveHelpRequest(actor: Actor, draft: HelpDraft): Promise<void>;
  /**
   * Makes of a request what `change` gives, which sees it as it is now and may be called again. Undefined changes nothing.
   *
   * @returns the request as it is then; undefined where there is none or nothing was changed
   */
  changeHelpRequest(
    actor: Actor,
    id: string,
    change: (request: HelpRequest) => HelpRequest | undefined,
  ): Promise<HelpRequest | undefined>;
  /** Those of which something is to be done now, the longest waiting first. */
  dueHelpRequests(actor: Actor, limit: number): Promise<HelpRequest[]>;
  /** The one that stands at a place in Slack. */
  helpRequestAt(actor: Actor, thread: SlackThread): Promise<HelpRequest | undefined>;
}

/** A text that is to be embedded. */
export interface EmbeddingTask {
  textHash: string;
  text: string;
}

export interface EmbeddingWrites {
  /** How many texts there are, and how many of them have an embedding of the model. */
  embeddingProgress(model: string): Promise<{ total: number; done: number }>;
  /** Texts without an embedding of the model. */
  missingEmbeddings(model: string, limit: number): Promise<EmbeddingTask[]>;
  putEmbeddings(actor: Actor, model: string, dimensions: number, embeddings: readonly Embedding[]): Promise<void>;
  /** Deletes embeddings that no passage has the text of any more, or that are of another model. */
  sweepEmbeddings(actor: Actor, model: string): Promise<number>;
}

/** A page that a model has read for proposals. */
export interface PageReading {
  page: Ref;
  /** What read it: model and instructions. With others it is read again. */
  reader: string;
  /** Name of the model. */
  model: string;
  /** Of what was read (`textHash` of proposals/sections.ts). */
  textHash: string;
  /** The model gave nothing that can be used. */
  failed?: boolean;
}

export interface ProposalWrites {
  /** Pages that this reader has read. */
  pageReadings(reader: string): Promise<Map<Ref, { textHash: string; failed: boolean }>>;
  /** Keeps that a page was read, and puts what was read in it in the queue, where that is new or open again. All or nothing. */
  savePageReading(
    actor: Actor,
    reading: PageReading,
    drafts: readonly ProposalDraft[],
  ): Promise<{ added: number; known: number }>;
  /**
   * Keeps what was decided. What is accepted stays so: then the graph says it.
   *
   * @returns the status it has now, or undefined when there is no such proposal
   */
  decideProposal(actor: Actor, id: string, decision: 'accepted' | 'rejected'): Promise<ProposalStatus | undefined>;
  /** Marks open proposals whose quote no page has any more. @returns how many */
  sweepProposals(actor: Actor): Promise<number>;
}

export interface SuggestionWrites {
  /** Keeps what a person says should be otherwise. @returns its id */
  saveSuggestion(actor: Actor, draft: SuggestionDraft): Promise<string>;
  /**
   * Keeps what was decided. The first decision stays.
   *
   * @returns the status it has now, or undefined when there is no such suggestion
   */
  decideSuggestion(
    actor: Actor,
    id: string,
    decision: { status: 'accepted' | 'declined'; reason?: string | undefined; made?: Ref | undefined },
  ): Promise<SuggestionStatus | undefined>;
}

export interface WatchWrites {
  /** Watches a page, from now on. Does nothing where it is watched. @throws Conflict for more pages than one person may watch */
  watch(actor: Actor, ref: Ref): Promise<void>;
  unwatch(actor: Actor, ref: Ref): Promise<void>;
  /** The person has seen these watched pages now; all when left out. */
  markSeen(actor: Actor, refs?: readonly Ref[]): Promise<void>;
  /** Chooses whether pages that the person edits are watched. Whoever lets people edit heeds it. */
  watchOwnEdits(actor: Actor, choice: boolean): Promise<void>;
  /** Gives the person's feed a new secret token; the one before is worth nothing then. Only a hash of it is kept. */
  renewFeed(actor: Actor): Promise<string>;
}

/** A text of a discussion with the people whom it tells. */
export interface Words {
  text: string;
  mentions: readonly Ref[];
}

/** Who may do what is decided in graph/discuss.ts. All throw Invalid for a text that is none, and NotFound. */
export interface DiscussionWrites {
  /** @throws Conflict for more threads than a page may have */
  startThread(actor: Actor, draft: { of: Ref; subject: string } & Words): Promise<{ thread: string; comment: string }>;
  /** @returns id of the comment @throws Conflict for more comments than a thread may have */
  reply(actor: Actor, reply: { thread: string } & Words): Promise<string>;
  /** @param change `mentions` are those who are told of it now */
  changeComment(actor: Actor, change: { id: string } & Words): Promise<void>;
  /** Takes a comment out, and who was told of it is so no more; the last of a thread takes the thread with it. */
  removeComment(actor: Actor, id: string): Promise<void>;
  setThreadState(actor: Actor, id: string, state: Thread['state']): Promise<void>;
  /** The viewer has read what was written to him in these threads; in all when left out. */
  readNotices(actor: Actor, viewer: Viewer, threads?: readonly string[]): Promise<void>;
}

/** That a process holds a lock. It ends by itself when it is not renewed. */
export interface Lease {
  id: string;
  /** Of this holding, and of no other one. */
  token: string;
}

export interface LockOrder {
  /** What is locked. */
  id: string;
  /** Who asks, in words for people. */
  holder: string;
  /** How long the lease lasts unless it is renewed. */
  milliseconds: number;
}

/** Locks of all processes on one graph. They are not part of an export. */
export interface Locks {
  /** Takes a lock, or says who has it since when (ISO). */
  takeLock(actor: Actor, order: LockOrder): Promise<{ lease: Lease } | { heldBy: string; since: string }>;
  /** Makes the lease last anew. False when another process has the lock by now. */
  renewLock(actor: Actor, lease: Lease): Promise<boolean>;
  /** Gives the lock back. Does nothing when another process has it. */
  releaseLock(actor: Actor, lease: Lease): Promise<void>;
  /**
   * This store, whose writes of records, runs, sources and of what is said to people happen while the lease holds; after that they throw
   * Unavailable.
   */
  underLease(lease: Lease): GraphStore;
}

/** A question that came from Slack: where its answer goes and how far that is, which is enough to go on after a crash. Never what was asked. */
export interface SlackQuestion {
  /** Names the message among all that Slack sends. */
  id: string;
  /** Where it was asked and by whom, in the words of whoever claims it. */
  place: Readonly<Record<string, string>>;
  /** Id of the answer, as soon as it is being posted. */
  answer?: string;
  /** Of how many messages the answer is. */
  parts?: number;
  /** Messages that show a part of it while it is written. */
  messages?: readonly string[];
  /** The thread in which it was asked, and who asked there: kept when it is answered. */
  thread?: string;
  asker?: string;
  /** Of a changed question that was asked again: the id of what stood there first. */
  of?: string;
  /** Where the answer stands: `channel:ts` of each message. Kept when it is answered, for when the question is taken back. */
  posted?: readonly string[];
}

/** What is known of a question from Slack that was claimed. */
export type ClaimedSlackQuestion = Pick<SlackQuestion, 'id' | 'thread' | 'asker' | 'posted' | 'messages' | 'answer'> & {
  /** When it was claimed, ISO. */
  at: string;
  isDone: boolean;
  /** The question is not there any more. */
  isWithdrawn: boolean;
};

/**
 * Questions from Slack, each answered by one process though it may come several times and to several processes. They are no part
 * of an export: whoever gets the graph did not get the questions.
 */
export interface SlackClaims {
  /**
   * Claims questions for a worker, which holds them for a time.
   *
   * @returns for each whether it is the worker's now: false when it was claimed before, under its own id or that of its event
   */
  claimSlackQuestions(
    actor: Actor,
    order: { worker: string; milliseconds: number; questions: readonly (SlackQuestion & { event?: string })[] },
  ): Promise<boolean[]>;
  /** Keeps how far answers are. @returns ids of the questions that the worker still holds and that are not withdrawn; of the others nothing is kept */
  noteSlackAnswers(
    actor: Actor,
    worker: string,
    answers: readonly Omit<SlackQuestion, 'place' | 'thread' | 'asker' | 'of'>[],
  ): Promise<ReadonlySet<string>>;
  /** Says that questions need no more work. Does nothing for those that the worker does not hold. */
  finishSlackQuestions(actor: Actor, worker: string, ids: readonly string[]): Promise<void>;
  /** The worker holds all its unfinished questions for a time from now. */
  renewSlackQuestions(actor: Actor, order: { worker: string; milliseconds: number }): Promise<void>;
  /** Gives the worker unfinished questions that nobody holds any more, the oldest first. */
  takeOverSlackQuestions(
    actor: Actor,
    order: { worker: string; milliseconds: number; limit: number },
  ): Promise<SlackQuestion[]>;
  /**
   * Says that a question is not there any more: nothing is to be posted to it from then on.
   *
   * @returns it and what was asked again of it, with where answers stand, also those that are still written. Empty when nothing was claimed
   */
  withdrawSlackQuestion(actor: Actor, question: { id: string; thread: string }): Promise<ClaimedSlackQuestion[]>;
  /** One that was claimed, by its id; undefined for one that was not, or is forgotten. */
  slackQuestion(actor: Actor, id: string): Promise<ClaimedSlackQuestion | undefined>;
  /** The newest that somebody asked in a thread since a time (ISO). */
  slackQuestionIn(
    actor: Actor,
    query: { thread: string; asker: string; since: string },
  ): Promise<ClaimedSlackQuestion | undefined>;
  /** Forgets events and questions that came before a time (ISO); those that have an answer in Slack stay. @returns how many */
  sweepSlackQuestions(actor: Actor, before: string): Promise<number>;
  /** Forgets answered questions of before a time (ISO), too. @returns how many */
  sweepAnsweredSlackQuestions(actor: Actor, before: string): Promise<number>;
}

/**
 * What Kiki says to people of its own accord, each once, and what they want to hear. It is Kiki's and theirs alone: no viewer is told of
 * what was said to others.
 */
export interface Outreaches {
  /** Claims what is to be said. Of many who claim one it is new for one; the others get what it has come to. */
  claimOutreach(
    actor: Actor,
    claim: Pick<Outreach, 'id' | 'kind' | 'week' | 'person'>,
  ): Promise<{ isNew: boolean; outreach: Outreach }>;
  /**
   * Changes it if it is in one of these states: of several who want to, one does.
   *
   * @param order `stuckBefore`: also from `open` or `working` if it has been that since before this time (ISO): whoever was at it is gone
   * @returns it as it is then, or undefined when it is in another state or not there
   * @throws Invalid for a body that is too long
   */
  moveOutreach(
    actor: Actor,
    id: string,
    order: { from: readonly OutreachState[]; stuckBefore?: string; change: OutreachChange },
  ): Promise<Outreach | undefined>;
  outreach(id: string): Promise<Outreach | undefined>;
  /** What was said by a message in Slack. */
  outreachAt(message: { channel: string; ts: string }): Promise<Outreach | undefined>;
  /** What was said to a person since a time (ISO), newest first. */
  outreachOf(person: Ref, since: string): Promise<Outreach[]>;
  /** What was said to anybody since a time (ISO), newest first. */
  outreachSince(since: string): Promise<Outreach[]>;
  /** Forgets what was said before a time (ISO). @returns how much */
  sweepOutreach(actor: Actor, before: string): Promise<number>;
  /** What these people want, also of those who never said so. */
  outreachWishes(persons: readonly Ref[]): Promise<Map<Ref, OutreachWishes>>;
  /** @returns what the person wants then */
  changeOutreachWishes(actor: Actor, person: Ref, change: WishChange): Promise<OutreachWishes>;
}

/** What channels of Slack have chosen of how Kiki answers there. All processes on one graph heed it, and it is part of an export. */
export interface ChannelStore {
  /** Undefined for a channel that has not chosen. */
  chosenChannel(actor: Actor, channel: string): Promise<ChosenChannel | undefined>;
  /** All that have chosen, by name. Nothing for who may not edit. */
  chosenChannels(viewer: Viewer): Promise<ChosenChannel[]>;
  /** Who changed what, newest first. Nothing for who may not edit. */
  channelChanges(viewer: Viewer, limit: number): Promise<ChannelChange[]>;
  /**
   * Keeps what a channel has chosen, instead of what it had chosen, and who chose it; nothing chosen takes it all back.
   *
   * @throws Invalid
   */
  chooseForChannel(
    actor: Actor,
    channel: { channel: string; name?: string | undefined },
    choices: ChannelChoices,
  ): Promise<void>;
}

/** A file that a person gave Kiki, until it is imported. */
export interface HeldFile {
  id: string;
  /** ISO. */
  at: string;
  /** What whoever holds it wants to know of it later. */
  note: string;
}

/**
 * Files that wait, for all processes on one graph: whoever goes on with one may do so on another server. They are no part of what Kiki
 * knows or of an export; who may see them is decided by whoever asks.
 */
export interface HeldFiles {
  /** @returns its id, which nobody guesses @throws Conflict when there is no room for one more */
  holdFile(actor: Actor, file: { note: string; content: Uint8Array }): Promise<string>;
  /** The newest first. */
  heldFiles(actor: Actor): Promise<HeldFile[]>;
  /** Undefined when it is not there, or not whole. */
  heldFile(actor: Actor, id: string): Promise<(HeldFile & { content: Buffer }) | undefined>;
  /** @returns false when it is not there */
  noteHeldFile(actor: Actor, id: string, note: string): Promise<boolean>;
  /** Does nothing when it is not there. */
  dropHeldFile(actor: Actor, id: string): Promise<void>;
  /** Drops those of before a time (ISO). @returns how many */
  sweepHeldFiles(actor: Actor, before: string): Promise<number>;
}

export interface Transfer {
  /** The whole graph, one plain object per node and per edge, in an order that depends on the content only. */
  exportAll(actor: Actor): AsyncIterable<Record<string, unknown>>;
  /** Fills an empty graph with what `exportAll` gave. @throws Conflict when the graph is not empty; Invalid at a bad line */
  importAll(actor: Actor, lines: AsyncIterable<unknown>): Promise<{ nodes: number; edges: number }>;
}
