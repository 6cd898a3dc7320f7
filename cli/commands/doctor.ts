import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { createModel } from '../../answer/model/create-model.ts';
import { createEmbedder } from '../../graph/embeddings/create-embedder.ts';
import { openSource } from '../../ingest/open-source.ts';
import { whyClosed } from '../../ingest/push/open-pushes.ts';
import { type Environment, ineffective } from '../../schema/config.ts';
import { describeError, KikiError } from '../../schema/errors.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { findServer } from '../control/find-server.ts';
import type { Io } from '../io.ts';
import { dataFolderOf, type LoadedConfig, loadConfig } from '../load-config.ts';
import { createLogger } from '../logger.ts';
import { openKiki } from '../open-kiki.ts';

export interface DoctorInput {
  /** Reads the environment: a mistake in it is the first thing to tell. */
  environment: () => Environment;
  named: string | undefined;
  variables: Readonly<Record<string, string | undefined>>;
  workingFolder: string;
  exampleFolder: string;
}

/** What the embedded engine calls its file; opening the graph would make one. */
const graphFile = 'graph.grafeo';

type Verdict = 'works' | 'off' | 'broken';
const marks: Record<Verdict, string> = { works: '✓', off: '–', broken: '✗' };

/** Tries each part for real and says how to fix what does not work. @returns 1 when something that is set up is broken */
export async function doctor(input: DoctorInput, io: Io): Promise<number> {
  let broken = 0;
  const tell = (verdict: Verdict, part: string, text: string) => {
    if (verdict === 'broken') broken += 1;
    io.out(`${marks[verdict]} ${part}: ${text}`);
  };
  /** Tells what a check says, or why it failed. */
  const attempt = async (part: string, check: () => Promise<readonly [Verdict, string]>) => {
    try {
      const [verdict, text] = await check();
      tell(verdict, part, text);
      return verdict === 'works';
    } catch (error) {
      tell(
        'broken',
        part,
        error instanceof KikiError
          ? withoutPart(part, describeError(error))
          : `An unexpected error (${describeError(error)}).`,
      );
      return false;
    }
  };

  let environment: Environment | undefined;
  let loaded: LoadedConfig | undefined;
  await attempt('environment', () => {
    environment = input.environment();
    const unused = ineffective(input.variables);
    return Promise.resolve(
      unused.length === 0
        ? ['works', 'All variables have the right form.']
        : ['broken', `${unused.join(', ')} has no effect: this version has no sign-in. Remove it.`],
    );
  });
  await attempt('config', () => {
    loaded = loadConfig({
      named: input.named ?? environment?.KIKI_CONFIG,
      workingFolder: input.workingFolder,
      exampleFolder: input.exampleFolder,
    });
    const { config, path, isExample } = loaded;
    return Promise.resolve([
      'works',
      `${path}: ${config.company}, ${config.sources.length} sources.${isExample ? ' This is the example; write your own with kiki init FOLDER.' : ''}`,
    ]);
  });
  if (environment === undefined || loaded === undefined) return 1;
  const parts = { environment, loaded, variables: input.variables };
  await attempt('graph', () => checkGraph(parts));
  for (const source of loaded.config.sources) await attempt(`source ${source.name}`, () => checkSource(source, parts));
  await attempt('embeddings', () => checkEmbeddings(parts));
  await attempt('model', () => checkModel(parts.environment));
  await attempt('Slack', () => checkSlack(parts.environment));
  return broken === 0 ? 0 : 1;
}

/** An error may begin with the part that is named before it anyway. */
function withoutPart(part: string, text: string): string {
  return text.startsWith(`${part}: `) ? text.slice(part.length + 2) : text;
}

interface Parts {
  environment: Environment;
  loaded: LoadedConfig;
  variables: DoctorInput['variables'];
}

async function checkGraph({ environment, loaded, variables }: Parts): Promise<readonly [Verdict, string]> {
  const dataFolder = dataFolderOf(environment, loaded);
  if (environment.KIKI_GRAPH === 'embedded') {
    const server = await findServer(dataFolder);
    if (server !== undefined) return ['works', `Open in the server at ${server.url}.`];
    if (!existsSync(join(dataFolder, graphFile)))
      return ['off', `Embedded, in ${dataFolder}: empty. kiki ingest or kiki serve fills it.`];
  }
  const kiki = await openKiki({ loaded, environment, variables, logger: createLogger('silent') });
  try {
    const counts = Object.entries(await kiki.store.countKinds(anyEmployee));
    const where = environment.KIKI_GRAPH === 'embedded' ? dataFolder : environment.NEO4J_URI;
    // Before the first reading every entry matches nothing.
    const [problem, ...more] = counts.length === 0 ? [] : await kiki.store.statedProblems();
    if (problem !== undefined)
      return ['broken', `${problem.text}${more.length === 0 ? '.' : `; ${more.length} more like this.`}`];
    return [
      'works',
      `${environment.KIKI_GRAPH}, ${where}: ${counts.length === 0 ? 'empty; kiki ingest fills it' : counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}.`,
    ];
  } finally {
    await kiki.close();
  }
}

async function checkSource(
  source: LoadedConfig['config']['sources'][number],
  { loaded, variables }: Parts,
): Promise<readonly [Verdict, string]> {
  if (source.kind === 'push') {
    const reason = whyClosed(source, variables);
    return reason === undefined ? ['works', 'It takes pushes.'] : ['broken', `It takes no pushes: ${reason}`];
  }
  const reader = openSource(source, { config: loaded.config, configFolder: loaded.folder, variables });
  const { records, refusals, warnings } = await reader.read(new Map(), () => undefined);
  const [first] = refusals;
  const [warning] = warnings;
  const found = `${records.length} records, ${refusals.length} refused, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}.`;
  const warned = warning === undefined ? found : `${found} First: ${warning.where}: ${warning.reason}`;
  return first === undefined ? ['works', warned] : ['broken', `${found} First: ${first.where}: ${first.reason}`];
}

async function checkEmbeddings({ environment, loaded }: Parts): Promise<readonly [Verdict, string]> {
  const embedder = await createEmbedder(environment, {
    dataFolder: dataFolderOf(environment, loaded),
    logger: createLogger('silent'),
  });
  if (embedder === undefined) return ['off', 'KIKI_EMBEDDINGS=none: search is by words only.'];
  try {
    const vector = await embedder.embedQuery('Does it work?');
    return ['works', `${embedder.model}, ${vector.length} dimensions.`];
  } finally {
    await embedder.close();
  }
}

async function checkModel(environment: Environment): Promise<readonly [Verdict, string]> {
  const model = createModel(environment);
  if (model === undefined && environment.KIKI_MODEL !== undefined)
    return [
      'broken',
      'KIKI_MODEL is set, and neither OPENAI_API_KEY nor OPENAI_BASE_URL, so it can’t be asked. Set one of them.',
    ];
  if (model === undefined)
    return [
      'off',
      'Answers are looked up and quoted. Set KIKI_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL, to have them written.',
    ];
  await model.write([{ role: 'user', content: 'Reply with the word yes.' }], { signal: AbortSignal.timeout(60_000) });
  return ['works', `${model.name} answers.`];
}

async function checkSlack({
  SLACK_BOT_TOKEN,
  SLACK_SIGNING_SECRET,
  SLACK_APP_TOKEN,
  SLACK_API_URL,
}: Environment): Promise<readonly [Verdict, string]> {
  if (SLACK_BOT_TOKEN === undefined && (SLACK_APP_TOKEN ?? SLACK_SIGNING_SECRET) !== undefined)
    return ['broken', 'SLACK_BOT_TOKEN is not set, so Kiki stays out of Slack. Set it (docs/slack-setup.md).'];
  if (SLACK_BOT_TOKEN === undefined)
    return ['off', 'SLACK_BOT_TOKEN is not set. docs/slack-setup.md says how to set Slack up.'];
  if (SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET === undefined)
    return [
      'broken',
      'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: Slack can’t reach Kiki. Set one (docs/slack-setup.md).',
    ];
  const client = new WebClient(SLACK_BOT_TOKEN, {
    timeout: 8000,
    retryConfig: { retries: 1 },
    ...(SLACK_API_URL !== undefined && { slackApiUrl: SLACK_API_URL }),
  });
  try {
    const { team, user } = await client.auth.test();
    return [
      'works',
      `Signed in to ${team ?? 'the workspace'} as ${user ?? 'the bot'}, by ${SLACK_APP_TOKEN === undefined ? 'HTTP' : 'Socket Mode'}.`,
    ];
  } catch (error) {
    return [
      'broken',
      `Slack refused the token or does not answer (${describeError(error)}). Check SLACK_BOT_TOKEN (docs/slack-setup.md).`,
    ];
  }
}
