import { randomUUID } from 'node:crypto';
import type { Actor } from '../../schema/actor.ts';
import { commentText, threadSubject } from '../../schema/discussion.ts';
import { conflict, invalid, notFound } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { inBatches } from '../apply/batches.ts';
import { loadMerges } from '../apply/merges.ts';
import {
  commentById,
  commentsOfThreads,
  deleteCommentsOf,
  deleteNoticesOf,
  deleteThread,
  markNoticesRead,
  noticesFor,
  putComment,
  putNotices,
  putThread,
  threadById,
  threadsOfRefs,
} from '../cypher/discussion.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { accountKey, noticeKeys, toComment } from '../reads/discussion.ts';
import { map, optionalText, text } from '../reads/row.ts';
import type { DiscussionWrites, EntityReads } from '../store.ts';

/** Threads begun on one ref, and comments of one thread. */
const most = { threads: 1000, comments: 500 };

export interface DiscussionWritesOptions extends Pick<EntityReads, 'withIdentity'> {
  engine: Engine;
  now: () => Date;
}

export function createDiscussionWrites({ engine, now, withIdentity }: DiscussionWritesOptions): DiscussionWrites {
  return {
    async startThread(actor, { of, subject, text: first, mentions }) {
      const person = personOf(actor);
      const at = now().toISOString();
      const thread: Row = {
        id: randomUUID(),
        ref: of,
        subject: parse(threadSubject, subject),
        by: person.id,
        byName: person.name,
        at,
        lastAt: at,
        state: 'open',
      };
      const comment = newComment(String(thread.id), person, at, first);
      await engine.write(async (run) => {
        const known = await run({ text: threadsOfRefs, parameters: { refs: [of] } });
        if (known.length >= most.threads)
          throw conflict(`There are ${most.threads} discussions on this page`, { fix: 'Go on in one of them' });
        await run({ text: putThread, parameters: { id: thread.id, properties: thread } });
        await run({ text: putComment, parameters: { id: comment.id, properties: comment } });
        await notify(run, thread, comment, { mentions, replyTo: [] });
      });
      return { thread: String(thread.id), comment: String(comment.id) };
    },
    async reply(actor, { thread: id, text: words, mentions }) {
      const person = personOf(actor);
      const at = now().toISOString();
      const comment = newComment(id, person, at, words);
      await engine.write(async (run) => {
        const thread = await mustFind(run, threadById, id);
        const before = await commentsOf(run, id);
        if (before.length >= most.comments)
          throw conflict(`There are ${most.comments} comments in this discussion`, { fix: 'Begin another one' });
        await run({ text: putComment, parameters: { id: comment.id, properties: comment } });
        await run({ text: putThread, parameters: { id, properties: { ...thread, lastAt: at } } });
        const replyTo = before.flatMap(({ by, removedBy }) => (removedBy === undefined ? [by] : []));
        await notify(run, thread, comment, { mentions, replyTo });
      });
      return String(comment.id);
    },
    async changeComment(actor, { id, text: words, mentions }) {
      personOf(actor);
      await engine.write(async (run) => {
        const comment = await mustFind(run, commentById, id);
        const thread = await mustFind(run, threadById, text(comment, 'thread'));
        const editedAt = now().toISOString();
        const changed = { ...comment, text: parse(commentText, words), editedAt };
        await run({ text: putComment, parameters: { id, properties: changed } });
        await notify(run, thread, { ...changed, at: editedAt }, { mentions, replyTo: [] });
      });
    },
    async removeComment(actor, id) {
      const person = personOf(actor);
      await engine.write(async (run) => {
        const comment = await mustFind(run, commentById, id);
        const thread = text(comment, 'thread');
        await run({ text: deleteNoticesOf, parameters: { comment: id } });
        const left = (await commentsOf(run, thread)).filter((each) => each.id !== id && each.removedBy === undefined);
        if (left.length === 0) {
          await run({ text: deleteCommentsOf, parameters: { thread } });
          await run({ text: deleteThread, parameters: { id: thread } });
          return;
        }
        const removed = { ...comment, text: '', removedBy: person.name };
        await run({ text: putComment, parameters: { id, properties: removed } });
      });
    },
    async setThreadState(actor, id, state) {
      const person = personOf(actor);
      await engine.write(async (run) => {
        const { resolvedBy: _by, resolvedAt: _at, ...thread } = await mustFind(run, threadById, id);
        const resolved = state === 'resolved' ? { resolvedBy: person.name, resolvedAt: now().toISOString() } : {};
        await run({ text: putThread, parameters: { id, properties: { ...thread, state, ...resolved } } });
      });
    },
    async readNotices(actor, viewer, threads) {
      personOf(actor);
      const wanted: ReadonlySet<string> | undefined = threads && new Set(threads);
      await engine.write(async (run) => {
        const keys = await noticeKeys(viewer, withIdentity, await loadMerges(run));
        const rows = (await run({ text: noticesFor, parameters: { keys, limit: 500 } })).map((row) =>
          map(row, 'properties'),
        );
        const ids = rows.flatMap((row) =>
          row.isRead !== true && (wanted?.has(text(row, 'thread')) ?? true) ? [text(row, 'id')] : [],
        );
        if (ids.length > 0) await run({ text: markNoticesRead, parameters: { ids } });
      });
    },
  };
}

type Person = Extract<Actor, { type: 'person' }>;

/** @throws Invalid unless it is a person */
function personOf(actor: Actor): Person {
  if (actor.type !== 'person') throw invalid('Only a person discusses');
  return actor;
}

/** @throws Invalid with what is wrong */
function parse(schema: typeof commentText, words: string): string {
  const parsed = schema.safeParse(words);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues[0]?.message ?? 'This is no comment', { where: 'text' });
}

function newComment(thread: string, { id: by, name: byName }: Person, at: string, words: string): Row {
  return { id: randomUUID(), thread, by, byName, at, text: parse(commentText, words) };
}

async function mustFind(run: Run, statement: string, id: string): Promise<Row> {
  const [row] = await run({ text: statement, parameters: { id } });
  if (row === undefined) throw notFound('This is not there any more', { where: id.slice(0, 60) });
  return map(row, 'properties');
}

async function commentsOf(run: Run, thread: string) {
  const rows = await run({ text: commentsOfThreads, parameters: { threads: [thread] } });
  return rows.map((row) => toComment(map(row, 'properties')));
}

/** Tells those who are named, and those who wrote in the thread before; nobody of what he wrote himself, and nobody twice. */
async function notify(
  run: Run,
  thread: Row,
  comment: Row,
  { mentions, replyTo }: { mentions: readonly Ref[]; replyTo: readonly string[] },
): Promise<void> {
  const told = [
    ...mentions.map((ref) => ({ to: ref, kind: 'mention' })),
    ...[...new Set(replyTo)].filter((id) => id !== comment.by).map((id) => ({ to: accountKey(id), kind: 'reply' })),
  ];
  const rows = told.map(({ to, kind }) => ({
    id: `${text(comment, 'id')} ${to}`,
    to,
    kind,
    ref: text(thread, 'ref'),
    thread: text(thread, 'id'),
    comment: text(comment, 'id'),
    subject: text(thread, 'subject'),
    by: text(comment, 'by'),
    byName: text(comment, 'byName'),
    at: optionalText(comment, 'at') ?? '',
    isRead: false,
  }));
  for (const batch of inBatches(rows)) await run({ text: putNotices, parameters: { rows: batch } });
}
