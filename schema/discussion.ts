import { z } from 'zod';
import type { Ref } from './ref.ts';

export const commentText = z
  .string()
  .trim()
  .min(1, 'The comment is empty')
  .max(10_000, 'The comment is longer than 10,000 characters');
export const threadSubject = z
  .string()
  .trim()
  .min(1, 'The discussion has no subject')
  .max(200, 'The subject is longer than 200 characters');

/** What somebody wrote in a thread: Markdown, in which `[@Name](/wiki/person:name)` mentions a person. */
export interface Comment {
  id: string;
  thread: string;
  /** Id and name of who wrote it. */
  by: string;
  byName: string;
  /** ISO. */
  at: string;
  editedAt?: string;
  /** Empty when it was removed. */
  text: string;
  /** Name of who removed it. */
  removedBy?: string;
}

/** A discussion of one matter on the page of an entity. */
export interface Thread {
  id: string;
  /** The page, by the ref that it has today. */
  of: Ref;
  subject: string;
  by: string;
  byName: string;
  at: string;
  /** When it was last written in. */
  lastAt: string;
  state: 'open' | 'resolved';
  resolvedBy?: string;
  resolvedAt?: string;
  /** The oldest first. */
  comments: Comment[];
}

/** That somebody wrote to a person: named him, or wrote in a thread in which he has written. */
export interface Notice {
  kind: 'mention' | 'reply';
  of: Ref;
  thread: string;
  comment: string;
  subject: string;
  /** Name of who wrote. */
  byName: string;
  at: string;
  isRead: boolean;
}
