import type { Answering } from './answering/create-answering.ts';
import type { ThingReads } from './answering/load-things.ts';
import type { Suggester } from '../graph/suggest.ts';
import type { FeedbackStore } from './feedback/listeners.ts';
import type { FindViewer } from './gate/in-directory.ts';
import { createPersonGate } from './gate/person-gate.ts';
import { createHomeTab } from './home/home-tab.ts';
import type { HomeReads } from './home/load-home.ts';
import type { BotLimits } from './limits.ts';
import type { ListenerOptions } from './listeners/register.ts';
import { createLinks } from './render/links.ts';
import type { SlackClients } from './slack/clients.ts';
import type { Home } from './slack/home.ts';
import type { BotLogger } from './slack/log.ts';
import type { Patience } from './slack/patiently.ts';
import type { People } from './slack/people.ts';
import type { PreviewReads } from './unfurls/page-preview.ts';

/** What the bot reads and writes in the graph, beside asking. */
export type BotStore = HomeReads & PreviewReads & ThingReads & FeedbackStore;

export interface SurfaceOptions {
  answering: Answering;
  store: BotStore;
  suggest: Suggester['suggest'];
  now: () => Date;
  publicUrl: string;
  findViewer: FindViewer;
  examples: readonly string[];
  clients: SlackClients;
  people: People;
  home: () => Home;
  patience: Patience;
  limits: BotLimits;
  logger: BotLogger;
}

/** Puts together what stands around answers: where else Kiki is asked, and what it shows without being asked. */
export function createSurfaces(options: SurfaceOptions): ListenerOptions {
  const { answering, store, publicUrl, clients, people, home, examples, patience, limits, logger } = options;
  const { respond, askDirectly, respondTo, channels, stops } = answering;
  const personGate = createPersonGate(options);
  const links = createLinks({ publicUrl });
  const client = clients.main;
  const quiet = clients.quiet;
  const { questionCharacters } = limits;
  const publishHome = createHomeTab({ client: quiet, personGate, store, links, logger });
  return {
    messages: { respond, people, logger },
    appOpened: { client: quiet, people, home, examples, publishHome, logger },
    linkShared: { client: quiet, personGate, channels, store, links, logger },
    sessionStopped: { stops, client: quiet, logger },
    workflowStep: {
      client,
      patience,
      personGate,
      ask: answering.askElsewhere,
      publicUrl,
      questionCharacters,
      logger,
    },
    command: { askDirectly, respondTo, examples, logger },
    askForm: { client, askDirectly, questionCharacters, logger },
    feedback: { store, suggest: options.suggest, personGate, client, quiet, now: options.now, logger },
  };
}
