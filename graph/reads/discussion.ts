import { z } from 'zod';
import type { Comment, Notice, Thread } from '../../schema/discussion.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { loadMerges } from '../apply/merges.ts';
import { followMerges, type MergePointer } from '../compute/merges.ts';
import { commentsOfThreads, noticesFor, openThreadCounts, threadById, threadsOfRefs } from '../cypher/discussion.ts';
import type { Row, Run } from '../engine.ts';
import type { DiscussionReads, EntityReads } from '../store.ts';
import { flag, map, number, optional, optionalText, text } from './row.ts';

/** Notices of one person that are looked at, the newest. */
const mostNotices = 500;

export interface DiscussionReadsOptions extends Pick<EntityReads, 'cards' | 'withIdentity'> {
  read: Run;
}

export function createDiscussionReads({ read, cards, withIdentity }: DiscussionReadsOptions): DiscussionReads {
  const withComments = async (rows: readonly Row[], survivor: (ref: Ref) => Ref): Promise<Thread[]> => {
    const comments = new Map<string, Comment[]>();
    for (const threads of inBatches(rows.map((row) => text(row, 'id'))))
      for (const row of await read({ text: commentsOfThreads, parameters: { threads } })) {
        const comment = toComment(map(row, 'properties'));
        comments.set(comment.thread, [...(comments.get(comment.thread) ?? []), comment]);
      }
    return rows.map((row) => toThread(row, survivor, comments.get(text(row, 'id')) ?? []));
  };
  const readable = async (viewer: Viewer, refs: readonly Ref[]): Promise<ReadonlySet<Ref>> =>
    new Set((await cards(viewer, [...new Set(refs)])).map(({ ref }) => ref));
  const threadsOf = async (viewer: Viewer, pages: readonly Ref[]): Promise<Thread[]> => {
    const seen = await readable(viewer, pages);
    if (seen.size === 0) return [];
    const merges = await loadMerges(read);
    const survivor = followMerges(merges);
    const homes = [...seen, ...merges.map(({ from }) => from).filter((from) => seen.has(survivor(from)))];
    const rows: Row[] = [];
    for (const refs of inBatches(homes))
      rows.push(...(await read({ text: threadsOfRefs, parameters: { refs } })).map((row) => map(row, 'properties')));
    return withComments(rows, survivor);
  };

  return {
    threads: async (viewer, ref) => (await threadsOf(viewer, [ref])).sort(openAndNewestFirst),
    async thread(viewer, id) {
      const [row] = await read({ text: threadById, parameters: { id } });
      if (row === undefined) return undefined;
      const [thread] = await withComments([map(row, 'properties')], followMerges(await loadMerges(read)));
      return thread !== undefined && (await readable(viewer, [thread.of])).has(thread.of) ? thread : undefined;
    },
    async openThreads() {
      const rows = await read({ text: openThreadCounts });
      const counts = new Map<Ref, number>();
      if (rows.length === 0) return counts;
      const survivor = followMerges(await loadMerges(read));
      for (const row of rows) {
        const ref = survivor(text(row, 'ref'));
        counts.set(ref, (counts.get(ref) ?? 0) + number(row, 'count'));
      }
      return counts;
    },
    async commentsSince(viewer, pages, limit) {
      const since = new Map(pages.map((page) => [page.ref, page.since]));
      const threads = await threadsOf(viewer, [...since.keys()]);
      return threads
        .flatMap(({ comments, ...thread }) =>
          comments
            .filter(({ at, removedBy }) => removedBy === undefined && at > (since.get(thread.of) ?? ''))
            .map((comment) => ({ ...comment, of: thread.of, subject: thread.subject })),
        )
        .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async notices(viewer) {
      const merges = await loadMerges(read);
      const rows = await read({
        text: noticesFor,
        parameters: { keys: await noticeKeys(viewer, withIdentity, merges), limit: mostNotices },
      });
      const survivor = followMerges(merges);
      const found = new Map<string, Notice>();
      for (const notice of rows.map((row) => toNotice(map(row, 'properties'), survivor))) {
        // Who is named where he wrote before is told once.
        if (found.get(notice.comment)?.kind !== 'mention') found.set(notice.comment, notice);
      }
      const seen = await readable(
        viewer,
        [...found.values()].map(({ of }) => of),
      );
      return [...found.values()].filter(({ of }) => seen.has(of)).sort((a, b) => (a.at < b.at ? 1 : -1));
    },
  };
}

/** For whom notices are kept: an account, and the entry of the person, also where that stands for others that were merged into it. */
export async function noticeKeys(
  viewer: Viewer,
  withIdentity: EntityReads['withIdentity'],
  merges: readonly MergePointer[],
): Promise<string[]> {
  const identity = `email:${viewer.email ?? ''}`;
  const own = viewer.email === undefined ? undefined : (await withIdentity(viewer, [identity])).get(identity);
  const survivor = followMerges(merges);
  const merged = merges.map(({ from }) => from).filter((from) => survivor(from) === own);
  return [accountKey(viewer.id), ...(own === undefined ? [] : [own, ...merged])];
}

/** No ref begins so. */
export function accountKey(id: string): string {
  return `account ${id}`;
}

function openAndNewestFirst(a: Thread, b: Thread): number {
  if (a.state !== b.state) return a.state === 'open' ? -1 : 1;
  return a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : a.id < b.id ? -1 : 1;
}

function toThread(row: Row, survivor: (ref: Ref) => Ref, comments: Comment[]): Thread {
  return {
    id: text(row, 'id'),
    of: survivor(text(row, 'ref')),
    subject: text(row, 'subject'),
    by: text(row, 'by'),
    byName: text(row, 'byName'),
    at: text(row, 'at'),
    lastAt: text(row, 'lastAt'),
    state: z.enum(['open', 'resolved']).parse(row.state),
    ...optional('resolvedBy', optionalText(row, 'resolvedBy')),
    ...optional('resolvedAt', optionalText(row, 'resolvedAt')),
    comments,
  };
}

export function toComment(row: Row): Comment {
  return {
    id: text(row, 'id'),
    thread: text(row, 'thread'),
    by: text(row, 'by'),
    byName: text(row, 'byName'),
    at: text(row, 'at'),
    ...optional('editedAt', optionalText(row, 'editedAt')),
    text: text(row, 'text'),
    ...optional('removedBy', optionalText(row, 'removedBy')),
  };
}

function toNotice(row: Row, survivor: (ref: Ref) => Ref): Notice {
  return {
    kind: z.enum(['mention', 'reply']).parse(row.kind),
    of: survivor(text(row, 'ref')),
    thread: text(row, 'thread'),
    comment: text(row, 'comment'),
    subject: text(row, 'subject'),
    byName: text(row, 'byName'),
    at: text(row, 'at'),
    isRead: flag(row, 'isRead'),
  };
}
