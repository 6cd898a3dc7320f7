import { channelDefaults } from '../../schema/channel-settings.ts';
import { outreachSettings } from '../../schema/outreach.ts';
import { pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import type { Editor } from '../../graph/edits.ts';
import { createReviewer } from '../../graph/review.ts';
import type { GraphStore } from '../../graph/store.ts';
import { notAllowed, notFound } from '../../schema/errors.ts';
import type { FileImports } from '../../schema/file-import.ts';
import type { SettingsInEffect, SiteState, SourceRuns } from '../../schema/services.ts';
import type { Assets } from '../../wiki-server/assets.ts';
import type { WikiDependencies } from '../../wiki-server/context.ts';
import { createWikiServer } from '../../wiki-server/server.ts';
import { catalogueOf } from './catalogue.ts';
import { fakeAsk } from './fake-ask.ts';
import { sampleLabels, sampleNow } from './sample-graph.ts';

export const readySite: SiteState = {
  company: 'Fjordlink',
  isExample: false,
  embeddings: { state: 'ready', done: 10, total: 10 },
  isFilling: false,
};

export const sampleSettings: SettingsInEffect = {
  configFile: '/srv/kiki/kiki.yaml',
  dataFolder: '/srv/kiki/.kiki',
  publicUrl: 'https://kiki.fjordlink.example',
  listensAt: '127.0.0.1:3000',
  allowsInsecure: false,
  sources: [
    { name: 'hr', kind: 'table', root: '${HR_FOLDER}', every: 7_200_000, authoritative: ['MEMBER_OF'] },
    { name: 'wiki', kind: 'pages', root: '.', authoritative: [] },
    { name: 'desk', kind: 'push', authoritative: [] },
  ],
  trust: [{ key: 'Person.title', sources: ['wiki', 'hr'] }],
  kinds: [{ name: 'Vessel', isNew: true, fields: ['length', 'built'] }],
  relations: [{ name: 'sails', from: ['Person'], to: ['Vessel'] }],
  review: [
    { kind: 'Procedure', days: 180 },
    { kind: 'Team', part: 'LEADS', days: 90 },
  ],
  graph: { engine: 'embedded' },
  embeddings: { by: 'local', model: 'bge-small-en-v1.5' },
  slack: 'socket',
  editors: ['grace@example.com'],
  slackSettings: {
    owners: outreachSettings.parse({}),
    help: { channel: '#ask-us', remindAfter: 172_800_000 },
    channels: { ...channelDefaults.parse({}), helpChannel: '#ask-us' },
  },
  limits: { fileMegabytes: 32, removals: 0.2, keepQuestions: 365 * 86_400_000 },
  secrets: [
    { name: 'SLACK_BOT_TOKEN', isSet: true },
    { name: 'NEO4J_PASSWORD', isSet: false },
  ],
  withoutEffect: [],
};

const noEditor: Editor = {
  create: () => Promise.reject(notAllowed('Nothing is edited here')),
  change: () => Promise.reject(notAllowed('Nothing is edited here')),
  remove: () => Promise.reject(notAllowed('Nothing is edited here')),
  verify: () => Promise.reject(notAllowed('Nothing is edited here')),
  unverify: () => Promise.reject(notAllowed('Nothing is edited here')),
};

const nowhere = () => Promise.reject(notFound('Nothing is imported here'));
const noImports: FileImports = {
  largest: 0,
  add: nowhere,
  waiting: () => Promise.resolve([]),
  look: nowhere,
  save: nowhere,
  preview: nowhere,
  start: nowhere,
  discard: nowhere,
};

/** No source that could be read. */
const noRuns: SourceRuns = {
  names: () => [],
  nextAt: () => undefined,
  start: () => Promise.reject(notFound('Nothing is read here')),
};

/** Addresses without files behind them, for tests that look at no page. */
const noAssets: Assets = {
  style: '/assets/kiki.css',
  script: '/assets/kiki.js',
  graph: '/assets/graph.js',
  icon: '/assets/icon.svg',
  serve: () => undefined,
};

/** The wiki over a store, not listening, with everything else as simple as can be. */
export function testWiki(store: GraphStore, options: Partial<WikiDependencies> = {}): FastifyInstance {
  return createWikiServer({
    store,
    ask: fakeAsk(),
    catalogue: catalogueOf(store, options.now),
    editor: noEditor,
    reviewer: createReviewer({ store: options.store ?? store, editor: options.editor ?? noEditor }),
    siteState: () => readySite,
    settings: () => sampleSettings,
    sourceRuns: noRuns,
    fileImports: noImports,
    openPushDoor: () => {
      throw notFound('Nothing is pushed here');
    },
    sourceLabels: sampleLabels,
    logger: pino({ level: 'silent' }),
    allowInsecure: false,
    assets: noAssets,
    version: '0.0.0',
    now: sampleNow,
    ...options,
  });
}
