import { createAnswersBeyond } from '../answer/answers-beyond.ts';
import { createModel } from '../answer/model/create-model.ts';
import { type Bot, createBot } from '../bot/create-bot.ts';
import { createSettler } from '../graph/curation/settle-dispute.ts';
import { createEditor } from '../graph/edits.ts';
import { createHelpDesk } from '../graph/help-desk.ts';
import { createSuggester } from '../graph/suggest.ts';
import { readBody } from '../ingest/pages/read-body.ts';
import type { Kiki } from './open-kiki.ts';
import { createSourceLabels, withLabels } from './source-labels.ts';

/** Kiki in Slack, as the environment says. Undefined without a token. */
export function createSlackBot({ environment, store, ask, findViewer, logger, loaded }: Kiki): Bot | undefined {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL, KIKI_PUBLIC_URL, HOST, PORT } =
    environment;
  if (SLACK_BOT_TOKEN === undefined) return undefined;
  const editor = createEditor({ store, readBody });
  const { suggest } = createSuggester({ store, editor });
  return createBot({
    ask: withLabels(ask, createSourceLabels(loaded.config)),
    answersBeyond: createAnswersBeyond({ ask }),
    access: {
      botToken: SLACK_BOT_TOKEN,
      ...(SLACK_SIGNING_SECRET !== undefined && { signingSecret: SLACK_SIGNING_SECRET }),
      ...(SLACK_APP_TOKEN !== undefined && { appToken: SLACK_APP_TOKEN }),
      ...(SLACK_API_URL !== undefined && { apiUrl: SLACK_API_URL }),
    },
    publicUrl: KIKI_PUBLIC_URL ?? `http://${HOST}:${PORT}`,
    findViewer,
    claimStore: store,
    outreach: { store, settings: loaded.config.slack.owners, editor, settle: createSettler({ store }) },
    store,
    suggest,
    workObjects: loaded.config.slack.workObjects,
    channelDefaults: loaded.config.slack.channels,
    hasModel: createModel(environment) !== undefined,
    help: { ...loaded.config.slack.help, desk: createHelpDesk({ store, suggest }) },
    logger,
  });
}
