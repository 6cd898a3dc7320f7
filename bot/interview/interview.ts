import type { webApi } from '@slack/bolt';
import type { SettleOrder } from '../../graph/curation/settle-dispute.ts';
import type { Editor } from '../../graph/edits.ts';
import type { GraphStore } from '../../graph/store.ts';
import { ownRef } from '../../graph/stewardship.ts';
import type { Suggester } from '../../graph/suggest.ts';
import { type Actor, actorOf, kiki } from '../../schema/actor.ts';
import type { EntityView } from '../../schema/entity.ts';
import { describeError, KikiError } from '../../schema/errors.ts';
import { fold } from '../../schema/names.ts';
import type { Outreach } from '../../schema/outreach.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Links } from '../render/links.ts';
import { type Message, renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { interviewTexts as texts } from '../texts.ts';
import { changeOf, type Named, type PageChange } from './change.ts';
import { lookAt, type LookReads, tokenOf } from './look-at.ts';
import { isPutOff } from './question-errand.ts';
import { allOfThem, renderOutcome, renderQuestion } from './render-question.ts';
import { type InterviewState, readState, type Reply, type Topic } from './topic.ts';

export type InterviewStore = LookReads &
  Pick<
    GraphStore,
    | 'outreach'
    | 'outreachAt'
    | 'moveOutreach'
    | 'changeOutreachWishes'
    | 'withIdentity'
    | 'locate'
    | 'cards'
    | 'suggestions'
    | 'closeQuestions'
  >;

export interface InterviewOptions {
  store: InterviewStore;
  editor: Pick<Editor, 'change' | 'verify'>;
  suggest: Suggester['suggest'];
  settle: (actor: Actor, viewer: Viewer, order: SettleOrder) => Promise<void>;
  /** Asks the next question of the week, if there is one. Never rejects. */
  askNext: (person: Ref) => Promise<void>;
  client: webApi.WebClient;
  patience: Patience;
  links: Links;
  now: () => Date;
  logger: BotLogger;
}

/** A question that its owner has done something about. */
export interface Asked {
  outreach: Outreach;
  state: InterviewState;
  viewer: Viewer;
  place: Place;
}

/** A message. */
export interface Place {
  channel: string;
  ts: string;
}

/** How it went, in words for the owner where nothing shows it. */
export type Told = string | undefined;

/** What owners do about questions. Each method happens once, however often it is asked for, and tells what the message does not show. */
export interface Interview {
  /** The question that a button, form or thread is about, if it is this viewer's. */
  find(viewer: Viewer, at: { id: string; place?: Place | undefined } | Place): Promise<Asked | undefined>;
  right(asked: Asked): Promise<Told>;
  choose(asked: Asked, token: string): Promise<Told>;
  /** Makes a change of the page from what the owner wrote, and shows it. */
  draft(asked: Asked, reply: Reply): Promise<Told>;
  yes(asked: Asked): Promise<Told>;
  discard(asked: Asked): Promise<Told>;
  putOff(asked: Asked, how: 'later' | 'month' | 'never' | 'stop'): Promise<Told>;
  /** Why a reply makes no change, before it is taken. */
  problemOf(asked: Asked, reply: Reply): Promise<string | undefined>;
}

type Step =
  | { done: string; line: string }
  /** It is shown again, with another reply or none, as the page is now. */
  | { again: InterviewState; notice?: string };

/** Who has begun something and not ended it for so long is gone. */
const stuckMilliseconds = 180_000;
const month = 28 * 86_400_000;

export function createInterview(options: InterviewOptions): Interview {
  const { store, askNext, now, logger } = options;

  /** Does something about a question that nobody else does anything about now. */
  const act = async (asked: Asked, work: () => Promise<Step>): Promise<Told> => {
    const { outreach, state, place } = asked;
    if (outreach.state === 'done') {
      await show(options, place, renderOutcome(state.topic, state.line ?? texts.closed, options.links));
      return undefined;
    }
    const stuckBefore = new Date(now().getTime() - stuckMilliseconds).toISOString();
    const change = { state: 'working' as const, message: place };
    const from = ['open', 'sent', 'drafted'] as const;
    if ((await store.moveOutreach(kiki, outreach.id, { from, stuckBefore, change })) === undefined) return texts.busy;
    let step: Step;
    try {
      step = await work();
    } catch (error) {
      const ended = endOf(error, state.topic);
      if (ended === undefined) {
        await back(options, asked);
        logger.warn(errorFields(error), 'What an owner said of a page could not be done');
        return problemWords(error);
      }
      step = ended;
    }
    await apply(options, asked, step);
    if ('done' in step && !isPutOff(step.done) && step.done !== 'stop') await askNext(outreach.person);
    return undefined;
  };
  const look = async ({ viewer, state: { topic } }: Asked) => lookAt(store, viewer, topic);
  const gone = ({ state: { topic } }: Asked): Step => ({ done: 'gone', line: texts.gone(topic.page) });

  const right = (asked: Asked) =>
    act(asked, async () => {
      const { viewer, state } = asked;
      const { topic } = state;
      const found = await look(asked);
      if (found === undefined || topic.about !== 'overdue') return gone(asked);
      const { view, seen } = found;
      if (seen.content !== state.seen.content) return { again: { topic, seen }, notice: texts.changedSince };
      await options.editor.verify(actorOf(viewer), viewer, topic.ref, { part: topic.part }, view.revision);
      return { done: 'verified', line: texts.verified(topic.page) };
    });
  const choose = (asked: Asked, token: string) =>
    act(asked, async () => {
      const { viewer, state } = asked;
      const { topic } = state;
      const found = await look(asked);
      if (found === undefined || topic.about !== 'contradiction') return gone(asked);
      const dispute = await store.dispute(viewer, topic.ref, topic.part);
      const wanted = token === allOfThem ? state.seen.says.map((each) => each.token) : [token];
      const tokens = (dispute?.says ?? []).map(tokenOf);
      const chosen = wanted.map((each) => tokens.indexOf(each));
      if (dispute === undefined || chosen.includes(-1))
        return { again: { topic, seen: found.seen }, notice: texts.changedSince };
      const value = state.seen.says.filter((each) => wanted.includes(each.token)).map((each) => each.value);
      await options.settle(actorOf(viewer), viewer, {
        ref: topic.ref,
        name: topic.part,
        settlement: { choose: chosen },
        revision: dispute.entity.revision,
      });
      return { done: 'settled', line: texts.settled(topic.page, topic.label, value.join(', ')) };
    });

  return {
    async find(viewer, at) {
      const outreach = 'id' in at ? await store.outreach(at.id) : await store.outreachAt(at);
      const state = outreach?.kind === 'question' ? readState(outreach.body) : undefined;
      if (outreach === undefined || state === undefined) return undefined;
      if ((await ownRef(store, viewer)) !== outreach.person) return undefined;
      // Where it is pressed it stands, though no word of that may have come back.
      const place = outreach.message ?? ('id' in at ? at.place : at);
      return place && { outreach, state, viewer, place };
    },
    right,
    choose,
    async draft(asked, reply) {
      const { topic, seen } = asked.state;
      const said = fold(reply.text)
        .replace(/[.!]+$/, '')
        .trim();
      // In words what the buttons say.
      const isInWords = !reply.isWhole && reply.into === undefined;
      if (topic.about === 'overdue' && isInWords && yesWords.test(said)) return right(asked);
      const meant = seen.says.find(({ value }) => fold(value).trim() === said);
      if (meant !== undefined) return choose(asked, meant.token);
      const problem = asked.outreach.state === 'done' ? undefined : await problemOf(options, asked, reply);
      if (problem !== undefined) return problem;
      return act(asked, async () => {
        const found = await look(asked);
        return found === undefined ? gone(asked) : { again: { topic, seen: found.seen, reply } };
      });
    },
    problemOf: (asked, reply) => problemOf(options, asked, reply),
    yes: (asked) =>
      act(asked, async () => {
        const { viewer, state } = asked;
        const { topic, seen, reply } = state;
        const found = await look(asked);
        if (found === undefined || reply === undefined) return gone(asked);
        if (found.seen.content !== seen.content)
          return { again: { topic, seen: found.seen, reply }, notice: texts.changedSinceDraft };
        const change = await pageChange(options, asked, found.view, reply);
        if ('problem' in change) return { again: { topic, seen: found.seen }, notice: change.problem };
        return viewer.canEdit ? edit(options, asked, found.view, change) : suggestIt(options, asked, change);
      }),
    discard: (asked) =>
      act(asked, async () => {
        const found = await look(asked);
        return found === undefined ? gone(asked) : { again: { topic: asked.state.topic, seen: found.seen } };
      }),
    putOff: (asked, how) =>
      act(asked, async () => {
        const { person } = asked.outreach;
        const { topic } = asked.state;
        const change = {
          // The next question comes next week at the soonest, as always after this outcome.
          later: {},
          month: { snoozedUntil: new Date(now().getTime() + month).toISOString() },
          never: { decline: topic.key },
          stop: { questions: false },
        }[how];
        await store.changeOutreachWishes(kiki, person, change);
        const line = {
          later: texts.laterDone(topic.page),
          month: texts.monthDone(topic.page),
          never: texts.neverDone(topic.page),
          stop: texts.stopDone,
        }[how];
        return { done: how, line };
      }),
  };
}

const yesWords =
  /^(yes|yep|ok|okay|correct|right|still right|still correct|(it|this|that) is( still)? (right|correct)|yes,? (it|this|that) is)$/;

async function problemOf(options: InterviewOptions, asked: Asked, reply: Reply): Promise<string | undefined> {
  const { viewer, state } = asked;
  const view = await options.store.entity(viewer, state.topic.ref);
  if (view === undefined) return undefined;
  const change = await pageChange(options, asked, view, reply);
  return 'problem' in change ? change.problem : undefined;
}

async function pageChange(
  { store, now }: InterviewOptions,
  { viewer, state: { topic } }: Asked,
  view: EntityView,
  reply: Reply,
): Promise<PageChange | { problem: string }> {
  const { ontology } = store;
  const named = await findNamed(store, viewer, topic, view, reply);
  return changeOf({ topic, view, reply, named, ontology, today: now().toISOString().slice(0, 10) });
}

/** What the reply names, if it is about a relation and of a kind that may stand at its other end. */
async function findNamed(
  store: InterviewStore,
  viewer: Viewer,
  topic: Topic,
  view: EntityView,
  reply: Reply,
): Promise<Named | undefined> {
  const relation = 'part' in topic && topic.part !== undefined ? store.ontology.findRelation(topic.part) : undefined;
  if (relation === undefined) return undefined;
  const located = await store.locate(viewer, reply.text.trim().slice(0, 200));
  if (located.status !== 'found' && located.status !== 'moved') return undefined;
  const [card] = await store.cards(viewer, [located.ref]);
  const kinds = store.ontology.otherKinds(relation, relation.subject, view.kind);
  return card !== undefined && kinds.includes(card.kind) ? { ref: card.ref, name: card.name } : undefined;
}

async function edit(
  { editor, store }: InterviewOptions,
  { viewer, state: { topic } }: Asked,
  { revision }: EntityView,
  { change }: PageChange,
): Promise<Step> {
  await editor.change(actorOf(viewer), viewer, topic.ref, { ...change, reason: reasonFor(topic) }, revision);
  if (topic.about === 'missing') await store.closeQuestions(actorOf(viewer), topic.ids, 'answered');
  return { done: 'edited', line: texts.edited(topic.page) };
}

/** One that was made before a crash is that one. */
async function suggestIt(
  { suggest, store }: InterviewOptions,
  { viewer, state: { topic } }: Asked,
  { change }: PageChange,
): Promise<Step> {
  const draft = { of: topic.ref, change, note: reasonFor(topic) };
  const { items } = await store.suggestions(viewer, { status: 'open', of: topic.ref, own: true });
  const isThere = items.some(
    ({ note, change: made }) => note === draft.note && JSON.stringify(made) === JSON.stringify(change),
  );
  if (!isThere) await suggest(actorOf(viewer), viewer, draft);
  return { done: 'suggested', line: texts.suggested(topic.page) };
}

function reasonFor(topic: Topic): string {
  return (topic.about === 'missing' ? texts.reasonMissing(topic.question) : texts.reasonAsked).slice(0, 500);
}

async function apply(options: InterviewOptions, asked: Asked, step: Step): Promise<void> {
  const { store, links } = options;
  const { outreach, viewer, place, state } = asked;
  if ('done' in step) {
    const body = JSON.stringify({ ...state, line: step.line });
    const change = { state: 'done' as const, outcome: step.done, body };
    await store.moveOutreach(kiki, outreach.id, { from: ['working'], change });
    await show(options, place, renderOutcome(state.topic, step.line, links));
    return;
  }
  const { again, notice } = step;
  const to = again.reply === undefined ? 'sent' : 'drafted';
  const change = again.reply && (await changeShown(options, asked, again.reply));
  const body = JSON.stringify(again);
  await store.moveOutreach(kiki, outreach.id, { from: ['working'], change: { state: to, body } });
  const { topic, seen } = again;
  const sketch = { id: outreach.id, topic, seen, change, mayEdit: viewer.canEdit, notice };
  await show(options, place, renderQuestion(sketch, links));
}

async function changeShown(options: InterviewOptions, asked: Asked, reply: Reply): Promise<PageChange | undefined> {
  const view = await options.store.entity(asked.viewer, asked.state.topic.ref);
  const change = view && (await pageChange(options, asked, view, reply));
  return change === undefined || 'problem' in change ? undefined : change;
}

/** As it was before, when nothing came of it. */
async function back({ store }: InterviewOptions, { outreach, state }: Asked): Promise<void> {
  const to = state.reply === undefined ? 'sent' : 'drafted';
  await store.moveOutreach(kiki, outreach.id, { from: ['working'], change: { state: to } });
}

/** Errors after which there is nothing more to ask. */
function endOf(error: unknown, { page }: Topic): Step | undefined {
  if (!(error instanceof KikiError)) return undefined;
  if (error.code === 'not-allowed') return { done: 'not-yours', line: texts.notYours(page) };
  return error.code === 'not-found' ? { done: 'gone', line: texts.gone(page) } : undefined;
}

function problemWords(error: unknown): string {
  const isOwn = error instanceof KikiError && error.code !== 'unavailable';
  return isOwn ? describeError(error).slice(0, 500) : texts.failed;
}

async function show({ client, patience }: InterviewOptions, place: Place, { text, blocks }: Message) {
  await patiently(() => client.chat.update({ ...place, text, blocks: blocks ?? [] }), patience);
}

/** A line in the thread of a question. */
export async function sayInThread(
  { client, patience }: Pick<InterviewOptions, 'client' | 'patience'>,
  { channel, ts }: Place,
  line: string,
): Promise<void> {
  const message = { channel, thread_ts: ts, ...renderLine(line), unfurl_links: false, unfurl_media: false };
  await patiently(() => client.chat.postMessage(message), patience);
}
