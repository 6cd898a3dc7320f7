import { historyPath, entityPath } from '../paths.ts';
import type { RecentEntry, RecentGroup } from '../read/recent.ts';
import { pageTexts, recentTexts } from '../texts.ts';
import { Age } from './small.tsx';

/** Entities of a group that are named before it is opened. */
const namedFirst = 3;

/** Entities that changed, newest first, each with what changed; many changes of one kind at once in one line that opens. */
export function RecentList({ groups, now }: { groups: readonly RecentGroup[]; now: Date }) {
  return (
    <ul class="recent">
      {groups.map(({ entries }) => {
        const [first] = entries;
        if (first === undefined) return null;
        return entries.length === 1 ? <Single entry={first} now={now} /> : <Several {...{ first, entries, now }} />;
      })}
    </ul>
  );
}

function Single({ entry: { card, kind, summary, actor }, now }: { entry: RecentEntry; now: Date }) {
  return (
    <li>
      <span class="what">
        <a href={entityPath(card.ref)}>{card.name}</a> <small>{kind}</small>
      </span>
      <span class="change">
        {summary !== undefined && <a href={historyPath(card.ref)}>{summary}</a>}
        {actor !== undefined && <small> {pageTexts.changedBy(actor)}</small>}
      </span>
      <Age time={card.changedAt} now={now} />
    </li>
  );
}

function Several({ first, entries, now }: { first: RecentEntry; entries: readonly RecentEntry[]; now: Date }) {
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
              <a href={entityPath(card.ref)}>{card.name}</a> <small>{kind}</small>
            </li>
          ))}
        </ul>
      </details>
      <Age time={first.card.changedAt} now={now} />
    </li>
  );
}
