import type { Actor } from '../schema/actor.ts';
import type { Comment, Thread } from '../schema/discussion.ts';
import { conflict, notAllowed, notFound } from '../schema/errors.ts';
import { normaliseName } from '../schema/names.ts';
import type { Ref } from '../schema/ref.ts';
import type { Viewer } from '../schema/viewer.ts';
import { linkMentions, type Mentionable, mentionsIn } from './discussion/mentions.ts';
import type { GraphStore } from './store.ts';
import { mayVerify } from './verification.ts';

/** Lets people discuss pages: who may read a page may write there. */
export interface Discusser {
  /** @throws NotFound for a page that the viewer may not read; Invalid */
  start(actor: Actor, viewer: Viewer, draft: { of: Ref; subject: string; text: string }): Promise<{ comment: string }>;
  /** @returns id of the comment @throws NotFound; Invalid; Conflict in a thread that is resolved */
  reply(actor: Actor, viewer: Viewer, thread: string, text: string): Promise<string>;
  /** Only who wrote it. @throws NotFound; NotAllowed; Invalid */
  edit(actor: Actor, viewer: Viewer, thread: string, comment: string, text: string): Promise<void>;
  /** Who wrote it, or an editor. A thread without comments is gone. @throws NotFound; NotAllowed */
  remove(actor: Actor, viewer: Viewer, thread: string, comment: string): Promise<void>;
  /** Who began it, editors, and who answers for the page. @throws NotFound; NotAllowed */
  setState(actor: Actor, viewer: Viewer, thread: string, state: Thread['state']): Promise<void>;
}

export function createDiscusser(store: GraphStore): Discusser {
  return {
    async start(actor, viewer, { of, subject, text }) {
      const [card] = await store.cards(viewer, [of]);
      if (card === undefined) throw notFound(`There is no ${of.slice(0, 100)}`);
      return store.startThread(actor, { of: card.ref, subject, ...(await withMentions(viewer, text)) });
    },
    async reply(actor, viewer, id, text) {
      const thread = await mustFind(viewer, id);
      if (thread.state === 'resolved')
        throw conflict('This discussion is resolved', { fix: 'Open it again, or begin another one' });
      return store.reply(actor, { thread: id, ...(await withMentions(viewer, text)) });
    },
    async edit(actor, viewer, id, comment, text) {
      const { before } = await mustFindComment(viewer, id, comment);
      if (before.by !== viewer.id) throw notAllowed('Only who wrote a comment changes it');
      const { text: linked, mentions } = await withMentions(viewer, text);
      const known = new Set(mentionsIn(before.text));
      const added = mentions.filter((ref) => !known.has(ref));
      await store.changeComment(actor, { id: comment, text: linked, mentions: added });
    },
    async remove(actor, viewer, id, comment) {
      const { before } = await mustFindComment(viewer, id, comment);
      if (before.by !== viewer.id && !viewer.canEdit)
        throw notAllowed('Only who wrote a comment, or an editor, removes it');
      await store.removeComment(actor, comment);
    },
    async setState(actor, viewer, id, state) {
      const thread = await mustFind(viewer, id);
      if (!(await mayResolve(store, viewer, thread)))
        throw notAllowed('Who began the discussion, editors, and who answers for the page resolve it');
      await store.setThreadState(actor, id, state);
    },
  };

  async function mustFind(viewer: Viewer, id: string): Promise<Thread> {
    const thread = await store.thread(viewer, id);
    if (thread === undefined) throw notFound('There is no such discussion', { where: id.slice(0, 60) });
    return thread;
  }

  async function mustFindComment(viewer: Viewer, id: string, comment: string): Promise<{ before: Comment }> {
    const { comments } = await mustFind(viewer, id);
    const before = comments.find((each) => each.id === comment && each.removedBy === undefined);
    if (before === undefined) throw notFound('There is no such comment', { where: comment.slice(0, 60) });
    return { before };
  }

  /** The text with links to the people that it names, and who they are: people whom the writer may know of. */
  async function withMentions(viewer: Viewer, text: string): Promise<{ text: string; mentions: Ref[] }> {
    if (!text.includes('@')) return { text, mentions: [] };
    const find = await peopleByName(store, viewer);
    const linked = linkMentions(text, find);
    const named = await store.cards(viewer, mentionsIn(linked).slice(0, mostMentions));
    return { text: linked, mentions: named.flatMap(({ kind, ref }) => (kind === 'Person' ? [ref] : [])) };
  }
}

/** People whom one comment tells of it. */
const mostMentions = 50;

/** Whether the viewer may resolve a discussion or open it again. */
export async function mayResolve(store: GraphStore, viewer: Viewer, { by, of }: Thread): Promise<boolean> {
  if (viewer.canEdit || by === viewer.id) return true;
  const view = await store.entity(viewer, of);
  return view !== undefined && mayVerify(store, viewer, view);
}

/** Finds people by ref, slug, e-mail address, or a name that is one person's only. */
async function peopleByName(store: GraphStore, viewer: Viewer): Promise<(name: string) => Mentionable | undefined> {
  const found = new Map<string, Mentionable | undefined>();
  const add = (key: string, person: Mentionable) => {
    const known = found.get(key);
    found.set(key, found.has(key) && known?.ref !== person.ref ? undefined : person);
  };
  for (const { kind, ref, name, aliases, keys } of await store.names(viewer)) {
    if (kind !== 'Person') continue;
    const person = { ref, name };
    const addresses = keys.flatMap((key) => (key.startsWith('email:') ? [key.slice('email:'.length)] : []));
    for (const word of [ref, ref.slice(ref.indexOf(':') + 1), ...addresses]) add(word.toLowerCase(), person);
    for (const word of [name, ...aliases]) add(` ${normaliseName(word)}`, person);
  }
  return (name) => found.get(name.toLowerCase()) ?? found.get(` ${normaliseName(name)}`);
}
