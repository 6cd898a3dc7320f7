import type { Answer, Turn } from './answer.ts';
import type { Surface } from './asked.ts';
import type { AnswerLanguage, ChannelSettings, SourceKind } from './channel-settings.ts';
import type { OutreachSettings } from './outreach.ts';
import type { PassageDraft } from './record.ts';
import type { Ref } from './ref.ts';
import type { Viewer } from './viewer.ts';

/**
 * What parts that may not import one another need of each other, as function types. cli/ makes them and passes them in.
 */

export interface Question {
  question: string;
  /** Who asks: he gets answers only from what he may read. */
  asker: Viewer;
  /** The conversation so far, oldest first. */
  history?: readonly Turn[];
  /** The page the question was asked on. */
  page?: Ref;
  /** Where it is asked. The question and its answer are then kept for the asker; without it they are not. */
  surface?: Surface;
  /** Kinds of source that the answer may rest on; all when left out. */
  sources?: readonly SourceKind[];
  /** The language that a model is to answer in. What is looked up or quoted is told in it where there is a model. */
  language?: AnswerLanguage;

  /** Looked up and quoted only, although there is a model. */
  withoutModel?: true;
  /** The answer is to come with what may be asked next. */
  wantsFollowUps?: boolean;
  /** Ends the work; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * Called with each further piece of the answer's text as it is written. The answer at the end may differ and is what holds. A text that is
   * there at once comes as one piece that is marked as whole, right before the answer.
   */
  onText?: (piece: string, mark?: { isWhole: boolean }) => void;
}

/** Answers a question. Never rejects because nothing is known: not knowing is an answer. */
export type Ask = (question: Question) => Promise<Answer>;

/**
 * Whether somebody gets another answer from all that he may read than from what others may who read along. Asks no model, and keeps nothing.
 */
export type AnswersBeyond = (
  asked: Pick<Question, 'question' | 'history' | 'sources' | 'signal'>,
  rights: { own: Viewer; shared: Viewer },
) => Promise<boolean>;

/** Takes Markdown that a person wrote apart, as that of a source of pages: sections and, for a procedure, steps. */
export type ReadBody = (markdown: string, kind: string) => PassageDraft[];

/** How far semantic search is. */
export interface EmbeddingState {
  /** `off`: full-text search only, by setting. `unavailable`: full-text only, for the reason in `message`. */
  state: 'off' | 'unavailable' | 'working' | 'ready';
  done: number;
  total: number;
  message?: string;
}

/** What every page says about the site itself. */
export interface SiteState {
  company: string;
  /** The fictional example is shown because no kiki.yaml was given. */
  isExample: boolean;
  embeddings: EmbeddingState;
  /** Sources are being read for the first time. */
  isFilling: boolean;
}

export type ReadSiteState = () => SiteState;

/** What a pushed record came to. */
export interface PushReply {
  /** Id of the record, and the entity it describes; null when there is none (any more). */
  record: string | null;
  ref: Ref | null;
  outcome: 'added' | 'changed' | 'unchanged' | 'removed';
  warnings: string[];
  /** Further records that the mapping made of the same row. */
  more?: { record: string; ref: Ref | null }[];
}

/** One item of a list that is pushed, or why it could not even be parsed. */
export type PushItem = { value: unknown } | { problem: string };

export interface PushListReply {
  /** The run that history names; null when nothing was to be written. */
  run: string | null;
  /** Records. */
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Items that were not taken in, by their place in the list, from 0. */
  refused: { index: number; id?: string; reason: string }[];
  warnings: string[];
  message?: string;
}

export interface PushListOptions {
  /** The list is all there is: what it lacks is gone. */
  full: boolean;
  /** Remove however much is gone. */
  allowRemovals: boolean;
}

/** Takes in the records that another system pushes to one source. Saying the same twice writes nothing. */
export interface PushDoor {
  /** @throws Invalid, naming the part of the body; Conflict when the record is another row's, or another process has the source */
  put(id: string, body: unknown): Promise<PushReply>;
  remove(id: string): Promise<PushReply>;
  /** A bad item does not stop the others. @throws Conflict when a full list would remove too much */
  putAll(items: readonly PushItem[], options: PushListOptions): Promise<PushListReply>;
}

/** Opens the door to a source for whoever knows its token. @throws NotFound, NotAllowed */
export type OpenPushDoor = (source: string, token: string) => PushDoor;

/** Sources that Kiki reads, one by one. */
export interface SourceRuns {
  /** Names of those there are. */
  names(): string[];
  /** When a source is read next by itself, ISO; undefined when it is not. */
  nextAt(source: string): string | undefined;
  /**
   * Begins to read a source. It goes on after this; the run says how it went.
   *
   * @throws NotFound; Conflict when it is being read already
   */
  start(source: string, options?: { allowRemovals?: boolean }): Promise<{ run: string }>;
}

/** What kiki.yaml and the environment came to when Kiki was started. Of a secret it holds only whether it is set. */
export interface SettingsInEffect {
  /** Path of kiki.yaml. */
  configFile: string;
  dataFolder: string;
  /** Where people reach the wiki. */
  publicUrl?: string;
  /** Where it listens, as `host:port`. */
  listensAt: string;
  /** It answers under any host name and may listen beyond this machine. */
  allowsInsecure: boolean;
  /** In the order of trust, best first. */
  sources: SourceSettings[];
  /** Whom kiki.yaml trusts first for one field or relation, by `Kind.name`. */
  trust: { key: string; sources: readonly string[] }[];
  /** What kiki.yaml adds to the schema. */
  kinds: { name: string; isNew: boolean; fields: readonly string[] }[];
  relations: { name: string; from: readonly string[]; to: readonly string[] }[];
  /** After how many days a page, or the named part of it, is to be looked at again. */
  review: { kind: string; part?: string; days: number }[];
  graph: { engine: 'embedded' | 'neo4j'; address?: string; database?: string };
  embeddings: { by: 'local' | 'openai' | 'none'; model?: string };
  /** The language model that writes answers; without it they are looked up and quoted. */
  languageModel?: { name: string; address?: string };
  /** Who may edit, by e-mail address, where Kiki knows who somebody is. */
  editors: readonly string[];
  /** How Slack reaches Kiki. */
  slack: 'off' | 'http' | 'socket';
  /** What kiki.yaml says of Slack. */
  slackSettings: {
    owners: OutreachSettings;
    /** `remindAfter` in milliseconds. */
    help: { channel?: string | undefined; owner?: string | undefined; remindAfter: number };
    /** How is answered in channels that have not chosen otherwise. */
    channels: ChannelSettings;
  };
  limits: {
    /** A larger file is refused. */
    fileMegabytes: number;
    /** The largest share of a source's records that a run removes by itself, 0 to 1. */
    removals: number;
    /** How long questions are kept, in milliseconds. */
    keepQuestions: number;
  };
  secrets: { name: string; isSet: boolean }[];
  /** Variables that are set and have no effect in this version. */
  withoutEffect: readonly string[];
}

export interface SourceSettings {
  name: string;
  kind: 'table' | 'pages' | 'push';
  /** Its folder, as kiki.yaml has it; what is pushed has none. */
  root?: string;
  /** Milliseconds after which it is read again by itself. */
  every?: number;
  /** Relations of which it gives the whole list. */
  authoritative: readonly string[];
}

export type ReadSettings = () => SettingsInEffect;
