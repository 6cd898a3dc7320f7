import type { types } from '@slack/bolt';
import { pagesOfViewer } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { OutreachSettings } from '../../schema/outreach.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { digestErrand } from '../digest/digest-errand.ts';
import type { DigestReads } from '../digest/load-digest.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { BotLimits } from '../limits.ts';
import { createLinks } from '../render/links.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Patience } from '../slack/patiently.ts';
import type { People } from '../slack/people.ts';
import { createInterview, type Interview, type InterviewOptions, type InterviewStore } from '../interview/interview.ts';
import { questionErrand, type QuestionReads } from '../interview/question-errand.ts';
import type { TakeReply } from '../answering/take-reply.ts';
import { createTakeReply } from '../interview/take-reply.ts';
import { createDeliver } from './deliver.ts';
import { createRecipients } from './recipients.ts';
import { createRound, type OutreachStore } from './round.ts';
import { createOutreachSchedule, type OutreachSchedule } from './schedule.ts';
import { createWishBlocks, type WishStore } from './wish-listeners.ts';

/** What the graph is asked by what Kiki says of its own accord. */
export type OwnerStore = OutreachStore &
  DigestReads &
  QuestionReads &
  InterviewStore &
  WishStore &
  Pick<GraphStore, 'names'>;

export interface OutreachOptions {
  store: OwnerStore;
  settings: OutreachSettings;
  editor: InterviewOptions['editor'];
  settle: InterviewOptions['settle'];
  suggest: InterviewOptions['suggest'];
  publicUrl: string;
  clients: SlackClients;
  people: People;
  personGate: PersonGate;
  home: () => Home;
  patience: Patience;
  limits: BotLimits;
  now: () => Date;
  logger: BotLogger;
}

/** What Kiki says of its own accord, put together. */
export interface OutreachParts {
  schedule: OutreachSchedule;
  /** What the Home tab shows of it. */
  homeBlocks: (viewer: Viewer) => Promise<types.KnownBlock[]>;
  interview: Interview;
  takeReply: TakeReply;
}

export function createOutreach(options: OutreachOptions): OutreachParts {
  const { store, settings, publicUrl, clients, limits, now } = options;
  const client = clients.main;
  const links = createLinks({ publicUrl });
  const round = createRound({
    ...options,
    recipients: createRecipients({ ...options, client }),
    deliver: createDeliver({ ...options, client }),
    errands: [
      digestErrand({ store, links, fromDay: settings.digest, now }),
      questionErrand({ store, links, fromDay: settings.questions, perWeek: settings.questionsPerWeek, now }),
    ],
  });
  const interview = createInterview({
    ...options,
    client,
    links,
    askNext: (person) => round.runFor(person, 'question'),
  });
  return {
    schedule: createOutreachSchedule({ round, seconds: limits.outreachSeconds }),
    interview,
    takeReply: createTakeReply({ ...options, client, interview }),
    homeBlocks: createWishBlocks({
      store,
      settings,
      now,
      answersFor: async (viewer) => (await pagesOfViewer(store, viewer)).length > 0,
    }),
  };
}
