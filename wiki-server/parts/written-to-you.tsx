import type { Notice } from '../../schema/discussion.ts';
import type { EntityCard } from '../../schema/entity.ts';
import { commentPath, discussionPath, readNoticesPath } from '../paths.ts';
import { noticeTexts } from '../texts.ts';
import { Age } from './small.tsx';

export interface WrittenToYouProps {
  notices: readonly Notice[];
  cardOf: ReadonlyMap<string, EntityCard>;
  now: Date;
}

/** Who mentioned the reader or replied, and where; what is new is marked. */
export function WrittenToYou({ notices, cardOf, now }: WrittenToYouProps) {
  return (
    <section id="written">
      <h2>{noticeTexts.title}</h2>
      {notices.length === 0 && <p class="nothing">{noticeTexts.none}</p>}
      <ul class="asked">
        {notices.map(({ kind, of, thread, comment, subject, byName, at, isRead }) => (
          <li>
            {noticeTexts[kind](byName)}{' '}
            <a href={commentPath(of, thread, comment)} dir="auto">
              {subject}
            </a>{' '}
            <small>
              {noticeTexts.on} <a href={discussionPath(of)}>{cardOf.get(of)?.name ?? of}</a>,{' '}
              <Age time={at} now={now} />
            </small>{' '}
            {!isRead && <span class="chip">{noticeTexts.new}</span>}
          </li>
        ))}
      </ul>
      {notices.some(({ isRead }) => !isRead) && (
        <form method="post" action={readNoticesPath}>
          <button class="other" type="submit">
            {noticeTexts.markRead}
          </button>
        </form>
      )}
    </section>
  );
}
