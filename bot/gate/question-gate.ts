import type { BotLimits } from '../limits.ts';
import type { Channels } from '../slack/channels.ts';
import type { Home } from '../slack/home.ts';
import type { People } from '../slack/people.ts';
import { createClaims } from './claims-in-memory.ts';
import { type ClaimQuestion, firstTime } from './first-time.ts';
import { fromAPerson } from './from-a-person.ts';
import { fullMember } from './full-member.ts';
import { createGate, type Gate } from './gate.ts';
import { homeTeam } from './home-team.ts';
import { type FindViewer, inDirectory } from './in-directory.ts';
import { notShared } from './not-shared.ts';
import { ownConversation } from './own-conversation.ts';
import { withinLimits } from './within-limits.ts';

export interface QuestionGateOptions {
  /** Default: in memory. */
  claim?: ClaimQuestion;
  home: () => Home;
  people: People;
  findViewer: FindViewer;
  channels: Channels;
  limits: BotLimits;
  now: () => Date;
}

/** What every question passes, in this order: the cheap and the silent first, what costs a call to Slack later. */
export function createQuestionGate({
  claim,
  home,
  people,
  findViewer,
  channels,
  limits,
  now,
}: QuestionGateOptions): Gate {
  return createGate([
    firstTime(claim ?? createClaims({ seconds: limits.claimSeconds, most: limits.claims, now })),
    fromAPerson(home),
    notShared,
    homeTeam(home),
    fullMember({ people, home }),
    inDirectory({ people, findViewer }),
    ownConversation(channels),
    withinLimits({ perMinute: limits.questionsPerMinute, atOnce: limits.questionsAtOnce, now }),
  ]);
}
