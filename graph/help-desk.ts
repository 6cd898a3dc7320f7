import { type Actor, kiki } from '../schema/actor.ts';
import type { EntityCard } from '../schema/entity.ts';
import { conflict, invalid, type KikiError, notAllowed, notFound } from '../schema/errors.ts';
import {
  type HelpDraft,
  helpDraft,
  type HelpRecipient,
  type HelpRequest,
  longestHelp,
  mostHelpPages,
  type SlackThread,
  unresolvedStates,
  withNews,
} from '../schema/help-request.ts';
import type { Ref } from '../schema/ref.ts';
import { anyEmployee, type Viewer } from '../schema/viewer.ts';
import { isAsked } from './reads/help-requests.ts';
import { ownRef, type Steward, stewardsOf } from './stewardship.ts';
import type { GraphStore } from './store.ts';
import type { Suggester } from './suggest.ts';

/** What an asker may put to a person, and to whom. */
export interface HelpOffer {
  /** What was asked; undefined where that is not the viewer's to know. */
  question?: string;
  /** What Kiki answered, if everyone may read it. */
  tried?: string;
  /** Pages that every employee may read. */
  pages: { ref: Ref; name: string }[];
  /** The first first. Never the viewer himself, nor who said before that he is not the one. */
  people: Steward[];
  /** Teams that answer for it and have a channel. */
  teams: EntityCard[];
}

/** What the asker decided: of what goes along only whether, because Kiki knows it itself. */
export interface HelpOrder extends Pick<HelpDraft, 'id' | 'question' | 'to' | 'surface'> {
  answer?: string | undefined;
  /** Pages beside those of the answer. */
  refs?: readonly Ref[];
  withAnswer: boolean;
  thread?: SlackThread | undefined;
}

/** Puts questions that Kiki could not answer to people, and keeps track of them until they are solved. */
export interface HelpDesk {
  /** Whom to ask about an answer, and what would go along. */
  offer(viewer: Viewer, about: { answer?: string | undefined; refs?: readonly Ref[] }): Promise<HelpOffer>;
  /**
   * A request, and the place if it is that which makes it the viewer's business.
   *
   * @param place where a button stands
   * @throws NotFound
   */
  find(
    viewer: Viewer,
    id: string,
    place: SlackThread | undefined,
  ): Promise<{ request: HelpRequest; from: SlackThread | undefined }>;
  /** @throws Invalid; NotFound for a person whom the viewer does not see; Conflict when it waits already, or too much does */
  ask(actor: Actor, viewer: Viewer, order: HelpOrder): Promise<HelpRequest>;
  /**
   * @param from where it stands in a channel of Slack, whose readers were asked
   * @throws NotFound; NotAllowed for who was not asked; Invalid for no words; Conflict when it has ended
   */
  reply(actor: Actor, viewer: Viewer, id: string, text: string, from?: SlackThread): Promise<HelpRequest>;
  /** Whoever was asked is not the one. @throws as reply */
  decline(actor: Actor, viewer: Viewer, id: string, from?: SlackThread): Promise<HelpRequest>;
  /** By the asker or whoever was asked. @throws as reply */
  resolve(actor: Actor, viewer: Viewer, id: string, from?: SlackThread): Promise<HelpRequest>;
  /** By the asker. @throws as reply */
  withdraw(actor: Actor, viewer: Viewer, id: string): Promise<HelpRequest>;
  /**
   * Makes the newest reply a suggestion by the viewer: for a page, or a new article.
   *
   * @throws as reply; Conflict when there is no reply or it was suggested before; what `suggest` throws
   */
  propose(actor: Actor, viewer: Viewer, id: string, of: Ref | undefined, from?: SlackThread): Promise<HelpRequest>;
}

export interface HelpDeskOptions {
  store: GraphStore;
  suggest: Suggester['suggest'];
  now?: () => Date;
}

const mostPeople = 4;

export function createHelpDesk({ store, suggest, now = () => new Date() }: HelpDeskOptions): HelpDesk {
  const find = async (viewer: Viewer, id: string, from?: SlackThread): Promise<HelpRequest> => {
    const found = from === undefined ? await store.helpRequest(viewer, id) : await store.helpRequestAt(kiki, from);
    // A person is asked alone, a channel as all who read it.
    const isThere = found?.id === id && (from === undefined || 'channel' in found.to);
    if (found === undefined || !isThere)
      throw notFound('There is no such question to a person', { where: id.slice(0, 60) });
    return found;
  };
  /** @param who may do it */
  const change = async (
    { actor, viewer, id, from }: { actor: Actor; viewer: Viewer; id: string; from?: SlackThread | undefined },
    who: readonly ('asker' | 'asked')[],
    make: (request: HelpRequest) => HelpRequest,
  ): Promise<HelpRequest> => {
    const request = await find(viewer, id, from);
    const isAsker = request.asker === viewer.id;
    const mayAnswer = viewer.canEdit || from !== undefined || (await isAsked(store, viewer, request));
    if (!((who.includes('asker') && isAsker) || (who.includes('asked') && mayAnswer)))
      throw notAllowed(`${viewer.name} may not do that`, {
        fix: `${request.to.name} was asked, by ${request.askerName}`,
      });
    const changed = await store.changeHelpRequest(actor, id, (current) =>
      unresolvedStates.includes(current.state) ? make(current) : undefined,
    );
    if (changed === undefined) throw endedBefore((await find(viewer, id, from)).state);
    return changed;
  };
  const end = (request: HelpRequest, state: 'resolved' | 'declined' | 'withdrawn', actor: Actor): HelpRequest =>
    withNews(
      { ...request, state, endedBy: actor.type === 'person' ? actor.name : 'Kiki', endedAt: now().toISOString() },
      state,
      now(),
    );

  const desk: HelpDesk = {
    async offer(viewer, { answer, refs: named = [] }) {
      const asked = answer === undefined ? undefined : await store.asked(viewer, answer);
      const refs = [...new Set([...(asked?.refs ?? []), ...named])].slice(0, mostHelpPages);
      const [cards, own, before] = await Promise.all([
        store.cards(anyEmployee, refs),
        ownRef(store, viewer),
        store.helpRequests(viewer, { of: 'asker', limit: 1000 }),
      ]);
      const declined = before.items.flatMap(({ answer: of, state, to }) =>
        answer !== undefined && of === answer && state === 'declined' && 'person' in to ? [to.person] : [],
      );
      const stewards = (await Promise.all(refs.map((ref) => stewardsOf(store, viewer, ref)))).flat();
      const people = new Map<Ref, Steward>();
      for (const steward of stewards) {
        const { ref } = steward.person;
        if (ref !== own && !declined.includes(ref) && !people.has(ref)) people.set(ref, steward);
      }
      const ofTeams = stewards.flatMap(({ of }) => (of.kind === 'Team' ? [of.ref] : []));
      const teams = await store.cards(viewer, [
        ...new Set([...ofTeams, ...refs.filter((ref) => ref.startsWith('team:'))]),
      ]);
      return {
        ...(asked && { question: shorten(asked.question, longestHelp.question) }),
        ...(asked?.isPublic === true &&
          asked.text.trim() !== '' && { tried: shorten(asked.text.trim(), longestHelp.tried) }),
        pages: cards.map(({ ref, name }) => ({ ref, name })),
        people: [...people.values()].slice(0, mostPeople),
        teams: teams.filter(({ fields }) => typeof fields.chat === 'string'),
      };
    },
    async find(viewer, id, place) {
      const request = await store.helpRequest(viewer, id);
      if (request !== undefined || place === undefined)
        return { request: request ?? (await find(viewer, id)), from: undefined };
      return { request: await find(viewer, id, place), from: place };
    },
    async ask(actor, viewer, { withAnswer, refs = [], answer, thread, ...rest }) {
      const { tried, pages } = await desk.offer(viewer, { answer, refs });
      const parsed = helpDraft.safeParse({
        ...rest,
        pages,
        ...(answer !== undefined && { answer }),
        ...(withAnswer && tried !== undefined && { tried }),
        ...(thread && { thread }),
      });
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw invalid(`The ${String(issue?.path[0] ?? 'request')} ${issue?.message ?? 'is wrong'}`, {
          where: String(issue?.path[0] ?? ''),
        });
      }
      const to = await recipient(viewer, parsed.data.to);
      await store.saveHelpRequest(actor, { ...parsed.data, to });
      return find(viewer, parsed.data.id);
    },
    async reply(actor, viewer, id, given, from) {
      const text = given.trim();
      if (text === '') throw invalid('It says nothing', { where: 'reply', fix: 'Write what you know' });
      if (text.length > longestHelp.reply)
        throw invalid('It is longer than 3,000 characters', {
          where: 'reply',
          fix: 'Write less, or make a page of it',
        });
      const said = { by: viewer.id, byName: viewer.name, at: now().toISOString(), text };
      return change({ actor, viewer, id, from }, ['asked'], (request) =>
        withNews({ ...request, state: 'answered', replies: [...request.replies, said] }, 'replied', now()),
      );
    },
    decline: (actor, viewer, id, from) =>
      change({ actor, viewer, id, from }, ['asked'], (request) => end(request, 'declined', actor)),
    resolve: (actor, viewer, id, from) =>
      change({ actor, viewer, id, from }, ['asker', 'asked'], (request) => end(request, 'resolved', actor)),
    withdraw: (actor, viewer, id) =>
      change({ actor, viewer, id }, ['asker'], (request) => end(request, 'withdrawn', actor)),
    async propose(actor, viewer, id, of, from) {
      const request = await find(viewer, id, from);
      const mayAnswer = viewer.canEdit || from !== undefined || (await isAsked(store, viewer, request));
      if (!mayAnswer) throw notAllowed(`${viewer.name} was not asked`, { fix: `${request.to.name} was` });
      const reply = request.replies.at(-1);
      if (reply === undefined) throw conflict('There is no reply yet', { fix: 'Reply first' });
      if (request.suggestion !== undefined) throw conflict('It was suggested already', { fix: 'See /suggestions' });
      const note = `${reply.byName} replied to “${shorten(request.question, 500)}”`;
      const suggestion = await suggest(
        actor,
        viewer,
        of === undefined
          ? {
              create: { kind: 'Article', name: shorten(request.question.replace(/\s+/g, ' '), 200) },
              change: { body: reply.text },
              note,
            }
          : { of, change: {}, note: shorten(`${note}: ${reply.text}`, 4000) },
      );
      const changed = await store.changeHelpRequest(actor, id, (current) => ({ ...current, suggestion }));
      return changed ?? request;
    },
  };
  return desk;

  /** With the name that the graph has. */
  async function recipient(viewer: Viewer, to: HelpRecipient): Promise<HelpRecipient> {
    if (!('person' in to)) return to;
    const [card] = await store.cards(viewer, [to.person]);
    if (card?.kind !== 'Person') throw notFound('There is no such person', { where: to.person.slice(0, 60) });
    if ((await ownRef(store, viewer)) === to.person)
      throw invalid('That is you', { where: 'to', fix: 'Choose somebody else' });
    return { person: card.ref, name: card.name };
  }
}

/** At most so many characters, never half of one. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

function endedBefore(state: HelpRequest['state']): KikiError {
  return conflict(`It is ${state} already`, { fix: 'Ask again if it is still open for you' });
}
