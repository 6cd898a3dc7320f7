import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { Catalogue } from '../answer/catalogue/create-catalogue.ts';
import type { FindLikeness } from '../answer/question-likeness.ts';
import type { Editor } from '../graph/edits.ts';
import type { HelpDesk } from '../graph/help-desk.ts';
import type { Reviewer } from '../graph/review.ts';
import type { GraphStore } from '../graph/store.ts';
import type { FileImports } from '../schema/file-import.ts';
import type { Ask, OpenPushDoor, ReadSettings, ReadSiteState, SourceRuns } from '../schema/services.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { Assets } from './assets.ts';
import type { Metrics } from './http/metrics.ts';
import type { RenderProse } from './markdown/render-prose.ts';
import type { ReadCare } from './read/care.ts';
import type { ReadNeighbourhoods } from './read/neighbourhoods.ts';
import type { Readers } from './read/readers.ts';

/** What the wiki needs from outside. */
export interface WikiDependencies {
  store: GraphStore;
  ask: Ask;
  /** Exact questions by program. */
  catalogue: Catalogue;
  /** Tells which questions ask the same; without it, by their words alone. */
  questionLikeness?: FindLikeness;
  editor: Editor;
  reviewer: Reviewer;
  siteState: ReadSiteState;
  /** What Kiki was started with. */
  settings: ReadSettings;
  /** Reads sources when asked to. */
  sourceRuns: SourceRuns;
  /** Takes in files that people give it here. */
  fileImports: FileImports;
  /** Takes in what other systems push. */
  openPushDoor: OpenPushDoor;
  /** What pages call a source. */
  sourceLabels: (name: string) => string;
  /** Who is reading; without it, the person at this machine. */
  viewerOf?: (request: FastifyRequest) => Viewer;
  /** Who somebody is today, by id; for feeds, which are read without signing in. Undefined for who is not there any more. */
  viewerOfPerson?: (id: string) => Promise<Viewer | undefined>;
  logger: FastifyBaseLogger;
  /** Where people reach the wiki, such as `https://kiki.example.com`. Its host is one that Kiki answers to. */
  publicUrl?: string;
  /** Answer under any host name, when there is no public URL. */
  allowInsecure: boolean;
  assets: Assets;
  /** Of Kiki. */
  version: string;
  /** Adds routes of other parts, such as those that Slack calls, in a context of their own. */
  extraRoutes?: (app: FastifyInstance) => Promise<void>;
  /** The time, for tests. */
  now?: () => Date;
}

/** The dependencies as routes use them. */
export interface WikiContext extends Omit<
  WikiDependencies,
  'viewerOf' | 'viewerOfPerson' | 'now' | 'logger' | 'extraRoutes'
> {
  viewerOf: (request: FastifyRequest) => Viewer;
  viewerOfPerson: (id: string) => Promise<Viewer | undefined>;
  readers: Readers;
  now: () => Date;
  helpDesk: HelpDesk;
  metrics: Metrics;
  neighbourhoods: ReadNeighbourhoods;
  care: ReadCare;
  /** Texts as HTML, made once. */
  renderProse: RenderProse;
}
