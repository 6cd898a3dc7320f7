import type { BotStore } from '../../bot/create-surfaces.ts';
import type { HelpSettings } from '../../bot/help/create-help.ts';
import type { EntityView } from '../../schema/entity.ts';
import { notFound } from '../../schema/errors.ts';
import { createOntology } from '../../schema/ontology.ts';

const none = () => Promise.resolve([]);

/** A graph without anything, for tests that are about something else. */
export const emptyBotStore: BotStore = {
  ontology: createOntology(),
  questionsOf: none,
  openQuestionsForOwner: none,
  withIdentity: () => Promise.resolve(new Map()),
  freshness: () => Promise.resolve(new Map()),
  cards: none,
  names: none,
  entity: () => Promise.resolve(undefined),
  edges: none,
  locate: () => Promise.resolve({ status: 'unknown' }),
  slackQuestion: () => Promise.resolve(undefined),
  withdrawSlackQuestion: none,
  slackQuestionIn: () => Promise.resolve(undefined),
  chosenChannel: () => Promise.resolve(undefined),
  chooseForChannel: () => Promise.resolve(),
  saveFeedback: () => Promise.resolve(),
  asked: () => Promise.resolve(undefined),
  helpRequests: () => Promise.resolve({ total: 0, items: [] }),
  helpRequestAt: () => Promise.resolve(undefined),
  dueHelpRequests: none,
  changeHelpRequest: () => Promise.resolve(undefined),
  takeLock: () => Promise.resolve({ lease: { id: 'lock', token: 'token' } }),
  renewLock: () => Promise.resolve(true),
  releaseLock: () => Promise.resolve(),
};

const nobody = () => Promise.reject(notFound('Nobody is asked here'));

/** Asks nobody. */
export const noHelp: HelpSettings = {
  desk: {
    offer: () => Promise.resolve({ pages: [], people: [], teams: [] }),
    find: nobody,
    ask: nobody,
    reply: nobody,
    decline: nobody,
    resolve: nobody,
    withdraw: nobody,
    propose: nobody,
  },
  remindAfter: 86_400_000,
};

const payments: EntityView = {
  ref: 'team:payments',
  kind: 'Team',
  name: 'Payments',
  aliases: [],
  fields: {},
  changedAt: '2026-11-01T08:00:00.000Z',
  createdAt: '2026-11-01T08:00:00.000Z',
  revision: 1,
  facts: {},
  relations: [],
  contradictions: [],
  overruled: [],
  also: [],
  passages: [],
  formerRefs: [],
  freshness: { state: 'none' },
  content: '',
};

/** The reads of a graph with one page, that of the team Payments. */
export const onePage: Pick<BotStore, 'locate' | 'entity'> = {
  locate: (_viewer, ref) =>
    Promise.resolve(ref === payments.ref ? { status: 'found', ref: payments.ref } : { status: 'unknown' }),
  entity: (_viewer, ref) => Promise.resolve(ref === payments.ref ? payments : undefined),
};
