import type { AskDirectly } from '../answering/ask-directly.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { RespondTo } from '../slack/response-url.ts';
import { askTexts } from '../texts.ts';
import { type Command, readCommand } from './interaction.ts';

export interface CommandOptions {
  askDirectly: AskDirectly;
  respondTo: RespondTo;
  /** Shows how is answered where the command was typed. */
  settings: (command: Command) => Promise<void>;
  examples: readonly string[];
  logger: BotLogger;
}

type Acknowledge = (reply?: { response_type: 'ephemeral'; text: string }) => Promise<void>;

/** Somebody typed `/kiki`: a question is answered there, for him alone; `settings` shows those of the channel. */
export function onCommand({ askDirectly, respondTo, settings, examples, logger }: CommandOptions) {
  const answer = async ({ doer, words, triggerId, responseUrl, channel }: Command) => {
    try {
      const { user = '' } = doer;
      await askDirectly.onCommand({
        doer: { ...doer, user },
        question: words,
        id: triggerId,
        responseUrl,
        askedIn: channel,
      });
    } catch (error) {
      logger.warn(errorFields(error), 'A command could not be answered');
      await respondTo(responseUrl, renderLine(askTexts.noDirect), { replacing: true }).catch((again: unknown) => {
        logger.warn(errorFields(again), 'The asker could not be told');
      });
    }
  };
  return async ({ body, ack }: { body: unknown; ack: Acknowledge }): Promise<void> => {
    const command = readCommand(body);
    if (command === undefined) {
      await ack();
      logger.warn('Slack sent a command of unknown form');
      return;
    }
    const say = (line: string) => ack({ response_type: 'ephemeral', ...renderLine(line) });
    if (command.words === '' || command.words.toLowerCase() === 'help') {
      await say(askTexts.commandHelp(examples));
      return;
    }
    if (command.words.toLowerCase() === 'settings') {
      await ack();
      await settings(command);
      return;
    }
    await say(askTexts.searching);
    await answer(command);
  };
}
