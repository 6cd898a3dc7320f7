import { historyPath, entityPath } from '../paths.ts';
import type { Ref } from '../../schema/ref.ts';
import type { RecentEntry, RecentGroup } from '../read/recent.ts';
import { pageTexts, recentTexts, watchTexts } from '../texts.ts';
import { Age } from './small.tsx';

/** Entities of a group that are named before it is opened. */
const namedFirst = 3;

export interface RecentListProps {
  groups: readonly RecentGroup[];
  /** Pages that are marked as watched. */
  watched?: ReadonlySet<Ref>;
  now: Date;
}

/** Entities that changed, newest first, each with what changed; many changes of one kind at once in one line that opens. */
export function RecentList({ groups, watched = new Set(), now }: RecentListProps) {
  return (
    <ul class="recent">
      {groups.map(({ entries }) => {
        const [first] = entries;
        if (first === undefined) return null;
        return entries.length === 1 ? (
          <Single entry={first} {...{ watched, now }} />
        ) : (
          <Several {...{ first, entries, watched, now }} />
        );
      })}
    </ul>
  );
}

interface Marked {
  watched: ReadonlySet<Ref>;
  now: Date;
}

function Single({ entry: { card, kind, summary, actor }, watched, now }: { entry: RecentEntry } & Marked) {
  return (
    <li>
      <span class="what">
        <a href={entityPath(card.ref)}>{card.name}</a> <small>{kind}</small>{' '}
        <WatchedMark isWatched={watched.has(card.ref)} />
      </span>
      <span class="change">
        {summary !== undefined && <a href={historyPath(card.ref)}>{summary}</a>}
        {actor !== undefined && <small> {pageTexts.changedBy(actor)}</small>}
      </span>
      <Age time={card.changedAt} now={now} />
    </li>
  );
}

function Several(props: { first: RecentEntry; entries: readonly RecentEntry[] } & Marked) {
  const { first, entries, watched, now } = props;
  return (
    <li>
      <span class="what">{recentTexts.pages(entries.length)}</span>
      <details class="change">
        <summary>
          {first.summary} {first.actor !== undefined && <small>{pageTexts.changedBy(first.actor)}</small>}:{' '}
          {recentTexts.names(
            entries.slice(0, namedFirst).map(({ card }) => card.name),
            entries.length - namedFirst,
          )}
        </summary>
        <ul class="plain">
          {entries.map(({ card, kind }) => (
            <li>
              <a href={entityPath(card.ref)}>{card.name}</a> <small>{kind}</small>{' '}
              <WatchedMark isWatched={watched.has(card.ref)} />
            </li>
          ))}
        </ul>
      </details>
      <Age time={first.card.changedAt} now={now} />
    </li>
  );
}

function WatchedMark({ isWatched }: { isWatched: boolean }) {
  return isWatched ? <span class="chip">{watchTexts.mark}</span> : null;
}
