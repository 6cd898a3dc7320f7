import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createModel } from '../../answer/model/create-model.ts';
import { createQuestionLikeness } from '../../answer/question-likeness.ts';
import type { Bot } from '../../bot/create-bot.ts';
import { createEditor } from '../../graph/edits.ts';
import { createReviewer } from '../../graph/review.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { createFileImports } from '../../ingest/imports/file-imports.ts';
import { openPushes, whyClosed } from '../../ingest/push/open-pushes.ts';
import { type Environment, ineffective, isLoopback } from '../../schema/config.ts';
import { conflict, invalid } from '../../schema/errors.ts';
import type { SettingsInEffect } from '../../schema/services.ts';
import { openAssets } from '../../wiki-server/assets.ts';
import { createWikiServer } from '../../wiki-server/server.ts';
import { removeControlFile, writeControlFile } from '../control/control-file.ts';
import { registerControl } from '../control/control-routes.ts';
import { findServer } from '../control/find-server.ts';
import { createFilling, type Filling } from '../filling.ts';
import type { Io } from '../io.ts';
import { dataFolderOf, type LoadedConfig } from '../load-config.ts';
import { createLogger } from '../logger.ts';
import { type Kiki, openKiki } from '../open-kiki.ts';
import { createHousekeeping, type Housekeeping } from '../housekeeping.ts';
import { version } from '../package.ts';
import { remoteCommands } from '../remote-commands.ts';
import { createSchedule, type Schedule } from '../schedule.ts';
import { listen } from '../listen.ts';
import { signalled } from '../signalled.ts';
import { createSlackBot } from '../slack-bot.ts';
import { createSourceLabels } from '../source-labels.ts';
import { settingsInEffect } from '../settings-in-effect.ts';
import { createSourceRunner, type SourceRunner } from '../source-runner.ts';

export interface ServeInput {
  environment: Environment;
  loaded: LoadedConfig;
  variables: Readonly<Record<string, string | undefined>>;
}

/** Runs until a signal ends it. Pages and keyword search work at once; reading sources and embeddings go on beside them. */
export async function serve({ environment, loaded, variables }: ServeInput, io: Io): Promise<number> {
  checkAddress(environment);
  const dataFolder = dataFolderOf(environment, loaded);
  if (environment.KIKI_GRAPH === 'embedded') await refuseSecondServer(dataFolder);
  const logger = createLogger(environment.LOG_LEVEL);
  for (const name of ineffective(variables))
    logger.warn({ name }, 'this variable has no effect: the part it is for is not built yet');
  if (environment.KIKI_MODEL !== undefined && createModel(environment) === undefined)
    logger.warn('KIKI_MODEL has no effect: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set');
  const kiki = await openKiki({ loaded, environment, variables, logger });
  const filling = createFilling(kiki);
  const runner = createSourceRunner(kiki);
  const schedule = createSchedule({ sources: kiki.sources, store: kiki.store, runner, logger });
  const pushes = pushesFor(kiki, variables);
  const fileImports = createFileImports({
    ...kiki,
    config: loaded.config,
    // Not awaited, as after a push.
    onChanged: () => void kiki.embeddings.load().then((ready) => ready?.job.wake()),
  });
  const housekeeping = createHousekeeping({ ...kiki, keepQuestions: loaded.config.limits.keepQuestions });
  const bot = createSlackBot(kiki);
  const token = randomBytes(32).toString('hex');
  const settings = settingsInEffect({ ...kiki, variables });
  const app = await buildApp(kiki, {
    isFilling: filling.isRunning,
    bot,
    token,
    runner,
    schedule,
    pushes,
    settings,
    fileImports,
  });
  const stop = stopper({ app, bot, kiki, filling, runner, schedule, housekeeping, pushes, fileImports, dataFolder });
  const ended = signalled();
  const start = async () => {
    await bot?.start();
    const url = await listen(app, environment);
    if (environment.KIKI_GRAPH === 'embedded')
      writeControlFile(dataFolder, { pid: process.pid, url: localUrl(url), token });
    greet(kiki, url, io);
    filling.start();
    void filling.whenDone().then(() => schedule.start());
    housekeeping.start();
    await ended;
  };
  try {
    await Promise.race([start(), ended]);
  } finally {
    await stop();
  }
  return 0;
}

/** There is no sign-in yet, so whoever reaches the server is an admin: only this machine may. */
function checkAddress({ HOST, KIKI_ALLOW_INSECURE }: Environment): void {
  if (isLoopback(HOST) || KIKI_ALLOW_INSECURE) return;
  throw invalid(`HOST=${HOST} would let others in, and Kiki has no sign-in yet`, {
    where: 'environment',
    fix: 'Leave HOST at 127.0.0.1, or set KIKI_ALLOW_INSECURE=1 where something in front of Kiki lets only the right people through',
  });
}

async function refuseSecondServer(dataFolder: string): Promise<void> {
  const running = await findServer(dataFolder);
  if (running === undefined) return;
  throw conflict(`Kiki already runs on this data folder, at ${running.url}`, {
    where: dataFolder,
    fix: 'Use that one, stop it, or set KIKI_DATA to another folder',
  });
}

/** Takes in what other systems push, and says at start which sources are closed to them. */
function pushesFor({ store, loaded, embeddings, logger }: Kiki, variables: ServeInput['variables']): Pushes {
  for (const source of loaded.config.sources) {
    const reason = source.kind === 'push' ? whyClosed(source, variables) : undefined;
    if (reason !== undefined) logger.warn({ source: source.name, reason }, 'this source takes no pushes');
  }
  return openPushes({
    store,
    config: loaded.config,
    variables,
    // Not awaited: fetching the model may take minutes, and closing the embeddings ends it.
    onChanged: () => void embeddings.load().then((ready) => ready?.job.wake()),
  });
}

type Pushes = ReturnType<typeof openPushes>;

interface AppParts {
  isFilling: () => boolean;
  bot: Bot | undefined;
  token: string;
  runner: SourceRunner;
  schedule: Schedule;
  pushes: Pushes;
  settings: SettingsInEffect;
  fileImports: ReturnType<typeof createFileImports>;
}

async function buildApp(
  kiki: Kiki,
  { isFilling, bot, token, runner, schedule, pushes, settings, fileImports }: AppParts,
): Promise<FastifyInstance> {
  const { store, ask, catalogue, environment, loaded, embeddings, logger } = kiki;
  const editor = createEditor({ store, readBody });
  return createWikiServer({
    store,
    ask,
    catalogue,
    questionLikeness: createQuestionLikeness({ embedder: embeddings.embedder, logger }),
    editor,
    reviewer: createReviewer({ store, editor }),
    siteState: () => ({
      company: loaded.config.company,
      isExample: loaded.isExample,
      embeddings: embeddings.state(),
      isFilling: isFilling(),
    }),
    sourceRuns: {
      names: () => kiki.sources.map(({ name }) => name),
      nextAt: (source) => schedule.nextAt(source)?.toISOString(),
      start: runner.start,
    },
    settings: () => settings,
    fileImports,
    openPushDoor: pushes.open,
    sourceLabels: createSourceLabels(loaded.config),
    logger,
    ...(environment.KIKI_PUBLIC_URL !== undefined && { publicUrl: environment.KIKI_PUBLIC_URL }),
    allowInsecure: environment.KIKI_ALLOW_INSECURE,
    assets: await openAssets(),
    version,
    async extraRoutes(app) {
      if (bot?.plugin !== undefined) await app.register(bot.plugin);
      registerControl(app, { kiki, token, commands: remoteCommands });
    },
  });
}

/** Commands reach the server from this machine, whatever address it listens on. */
function localUrl(url: string): string {
  return url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '[::1]');
}

function greet({ loaded, environment }: Kiki, url: string, io: Io): void {
  io.out(`Kiki shows ${loaded.config.company} at ${environment.KIKI_PUBLIC_URL ?? localUrl(url)}`);
  if (loaded.isExample)
    io.out(
      'This is the fictional example. For your own: kiki init FOLDER, or write a kiki.yaml (docs/configuration.md).',
    );
}

/** Ends everything in the order of dependence: first who asks, then what answers. */
function stopper({
  app,
  bot,
  kiki,
  filling,
  runner,
  schedule,
  housekeeping,
  pushes,
  fileImports,
  dataFolder,
}: {
  app: FastifyInstance;
  bot: Bot | undefined;
  kiki: Kiki;
  filling: Filling;
  runner: SourceRunner;
  schedule: Schedule;
  housekeeping: Housekeeping;
  pushes: Pushes;
  fileImports: ReturnType<typeof createFileImports>;
  dataFolder: string;
}): () => Promise<void> {
  return async () => {
    if (kiki.environment.KIKI_GRAPH === 'embedded') removeControlFile(dataFolder);
    await bot?.stop();
    await app.close();
    await Promise.all([
      ...[filling, schedule, runner, housekeeping].map((each) => each.stop()),
      ...[pushes, fileImports].map((each) => each.drained()),
    ]);
    await kiki.close();
  };
}
