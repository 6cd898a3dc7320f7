import type { Comment, Thread } from '../../schema/discussion.ts';
import { formatDay } from '../format.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { discussionPath } from '../paths.ts';
import { discussionTexts } from '../texts.ts';
import { Age, Html } from './small.tsx';

/** What a form sent that was not done, so that nothing typed is lost. */
export interface Typed {
  problem: string;
  /** The thread or the comment that it was about; without one, a new thread. */
  about?: string | undefined;
  subject: string;
  text: string;
}

export interface ThreadViewProps {
  thread: Thread;
  /** Comments that are shown; of longer threads the last ones. */
  shown: number;
  viewer: { id: string; canEdit: boolean };
  mayResolve: boolean;
  typed: Typed | undefined;
  now: Date;
}

/** A thread with its comments and what the reader may do with it. */
export function ThreadView({ thread, shown, viewer, mayResolve, typed, now }: ThreadViewProps) {
  const { id, of, subject, state, comments, resolvedBy, resolvedAt } = thread;
  const left = Math.max(0, comments.length - shown);
  const isOpen = state === 'open';
  return (
    <section class="thread" id={`thread-${id}`} aria-label={subject}>
      <h2 dir="auto">
        {subject} {!isOpen && <span class="chip">{discussionTexts.resolved}</span>}
      </h2>
      {!isOpen && resolvedBy !== undefined && resolvedAt !== undefined && (
        <p class="rule">{discussionTexts.resolvedBy(resolvedBy, formatDay(resolvedAt))}</p>
      )}
      {left > 0 && (
        <p>
          <a href={discussionPath(of, { thread: id })}>{discussionTexts.earlier(left)}</a>
        </p>
      )}
      <ol>
        {comments.slice(left).map((comment) => (
          <CommentView {...{ comment, of, viewer, now }} typed={typed?.about === comment.id ? typed : undefined} />
        ))}
      </ol>
      <div class="acts">
        {isOpen && (
          <details open={typed?.about === id}>
            <summary aria-label={discussionTexts.replyTo(subject)}>{discussionTexts.reply}</summary>
            <form method="post" action={discussionPath(of)}>
              <input type="hidden" name="thread" value={id} />
              <CommentBox
                id={`reply-${id}`}
                label={discussionTexts.replyTo(subject)}
                typed={typed?.about === id ? typed : undefined}
              />
              <button type="submit" name="do" value="reply">
                {discussionTexts.send}
              </button>
            </form>
          </details>
        )}
        {mayResolve && (
          <form method="post" action={discussionPath(of)}>
            <input type="hidden" name="thread" value={id} />
            <button
              class="other"
              type="submit"
              name="do"
              value={isOpen ? 'resolve' : 'reopen'}
              aria-label={isOpen ? discussionTexts.resolveLabel(subject) : discussionTexts.reopenLabel(subject)}
            >
              {isOpen ? discussionTexts.resolve : discussionTexts.reopen}
            </button>
          </form>
        )}
      </div>
    </section>
  );
}

interface CommentViewProps {
  comment: Comment;
  of: string;
  viewer: { id: string; canEdit: boolean };
  typed: Typed | undefined;
  now: Date;
}

function CommentView({ comment, of, viewer, typed, now }: CommentViewProps) {
  const { id, thread, byName, by, at, editedAt, text, removedBy } = comment;
  const isOwn = by === viewer.id;
  return (
    <li class="comment" id={`comment-${id}`}>
      <p class="from">
        <b dir="auto">{byName}</b> · <Age time={at} now={now} />
        {editedAt !== undefined && ` · ${discussionTexts.edited}`}
      </p>
      {removedBy === undefined ? (
        // Relative links mean nothing here: a comment is of no folder.
        <Html class="prose" html={renderMarkdown(text, { level: 2, linkOf: () => undefined })} />
      ) : (
        <p class="nothing">{discussionTexts.removed(removedBy)}</p>
      )}
      {removedBy === undefined && (isOwn || viewer.canEdit) && (
        <div class="acts">
          {isOwn && (
            <details open={typed !== undefined}>
              <summary aria-label={discussionTexts.editLabel}>{discussionTexts.edit}</summary>
              <form method="post" action={discussionPath(of)}>
                <Which {...{ thread, id }} />
                <CommentBox id={`edit-${id}`} label={discussionTexts.editTitle} typed={typed} text={text} />
                <button type="submit" name="do" value="edit">
                  {discussionTexts.save}
                </button>
              </form>
            </details>
          )}
          <form method="post" action={discussionPath(of)}>
            <Which {...{ thread, id }} />
            <button
              class="other"
              type="submit"
              name="do"
              value="remove"
              aria-label={discussionTexts.removeLabel(byName)}
            >
              {discussionTexts.remove}
            </button>
          </form>
        </div>
      )}
    </li>
  );
}

function Which({ thread, id }: { thread: string; id: string }) {
  return (
    <>
      <input type="hidden" name="thread" value={thread} />
      <input type="hidden" name="comment" value={id} />
    </>
  );
}

interface CommentBoxProps {
  id: string;
  label: string;
  typed?: Typed | undefined;
  text?: string;
}

/** Where a comment is written; browser/mentions.ts offers people in it. */
export function CommentBox({ id, label, typed, text = '' }: CommentBoxProps) {
  return (
    <div class="box">
      {typed !== undefined && (
        <p class="problem" role="alert">
          <b>{discussionTexts.notSent}</b> {typed.problem}
        </p>
      )}
      <label for={id}>{label}</label>
      <textarea id={id} name="text" rows={4} maxLength={10_000} required dir="auto" data-mentions>
        {typed?.text ?? text}
      </textarea>
    </div>
  );
}
