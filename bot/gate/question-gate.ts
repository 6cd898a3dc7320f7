import type { FindChannelSettings } from '../channels/find-settings.ts';
import type { BotLimits } from '../limits.ts';
import type { Channels } from '../slack/channels.ts';
import type { Home } from '../slack/home.ts';
import type { People } from '../slack/people.ts';
import { channelWays } from './channel-ways.ts';
import { firstTime, type TakeQuestion } from './first-time.ts';
import { fromAPerson } from './from-a-person.ts';
import { fullMember } from './full-member.ts';
import { createGate, type Gate } from './gate.ts';
import { homeTeam } from './home-team.ts';
import { type FindViewer, inDirectory } from './in-directory.ts';
import { notShared } from './not-shared.ts';
import { ownConversation } from './own-conversation.ts';
import { withinLimits } from './within-limits.ts';

export interface QuestionGateOptions {
  take: TakeQuestion;
  home: () => Home;
  people: Pick<People, 'find'>;
  findViewer: FindViewer;
  settingsOf: FindChannelSettings;
  channels: Channels;
  limits: BotLimits;
  now: () => Date;
}

/**
 * What every question passes, in this order: what is decided by the event alone and without a word, then the one claim, so that nobody
 * is told anything twice, then what costs a call to Slack.
 */
export function createQuestionGate({
  take,
  home,
  people,
  findViewer,
  settingsOf,
  channels,
  limits,
  now,
}: QuestionGateOptions): Gate {
  return createGate([
    fromAPerson(home),
    homeTeam(home),
    firstTime(take),
    notShared,
    fullMember({ people, home }),
    channelWays(settingsOf),
    inDirectory({ people, findViewer }),
    ownConversation(channels),
    withinLimits({ perMinute: limits.questionsPerMinute, atOnce: limits.questionsAtOnce, now }),
  ]);
}
