import { historyPath, entityPath } from '../paths.ts';
import type { RecentEntry } from '../read/recent.ts';
import { pageTexts } from '../texts.ts';
import { Age } from './small.tsx';

/** Entities that changed, newest first, each with what changed. */
export function RecentList({ entries, now }: { entries: readonly RecentEntry[]; now: Date }) {
  return (
    <ul class="recent">
      {entries.map(({ card, kind, summary, actor }) => (
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
      ))}
    </ul>
  );
}
