import fastify, { type FastifyInstance } from 'fastify';
import { createModel } from '../../answer/model/create-model.ts';
import type { Bot } from '../../bot/create-bot.ts';
import { conflict, invalid } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import { listen } from '../listen.ts';
import { createLogger } from '../logger.ts';
import { type Kiki, openKiki } from '../open-kiki.ts';
import { signalled } from '../signalled.ts';
import { createSlackBot } from '../slack-bot.ts';
import type { ServeInput } from './serve.ts';

/**
 * Answers in Slack alone, beside servers on the same Neo4j, until a signal ends it. It reads no sources and shows no pages; over HTTP it
 * listens for Slack, in both ways of reaching it for `/healthz` and `/readyz`.
 */
export async function runBot({ environment, loaded, variables }: ServeInput, io: Io): Promise<number> {
  if (environment.KIKI_GRAPH === 'embedded')
    throw conflict(
      'One process at a time has an embedded graph open, and that is kiki serve, which answers in Slack too',
      {
        where: 'KIKI_GRAPH',
        fix: 'Use kiki serve, or set KIKI_GRAPH=neo4j to run the bot beside it',
      },
    );
  if (environment.SLACK_BOT_TOKEN === undefined)
    throw invalid('SLACK_BOT_TOKEN is not set', {
      where: 'environment',
      fix: 'Set it; docs/slack-setup.md says where it is',
    });
  const logger = createLogger(environment.LOG_LEVEL);
  if (environment.KIKI_MODEL !== undefined && createModel(environment) === undefined)
    logger.warn('KIKI_MODEL has no effect: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set');
  const ended = signalled();
  const kiki = await openKiki({ loaded, environment, variables, logger });
  let bot: Bot | undefined;
  const app: FastifyInstance = fastify();
  const start = async () => {
    bot = createSlackBot(kiki);
    addHealth(app, kiki, () => bot?.isListening() === true);
    if (bot?.plugin !== undefined) await app.register(bot.plugin);
    await bot?.start();
    await listen(app, environment);
    io.out(`Kiki answers for ${loaded.config.company} in Slack`);
    // Not awaited: questions are answered by words until the model is there.
    void kiki.embeddings.load();
    await ended;
  };
  try {
    await Promise.race([start(), ended]);
  } finally {
    await bot?.stop();
    await app.close();
    await kiki.close();
  }
  return 0;
}

function addHealth(app: FastifyInstance, { store }: Kiki, isListening: () => boolean): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await store.version();
      return isListening() ? { status: 'ok' } : await reply.code(503).send({ status: 'Slack does not know this app' });
    } catch {
      return reply.code(503).send({ status: 'graph unreachable' });
    }
  });
}
