import type { Ontology } from '../../schema/ontology.ts';
import { formatDay } from '../format.ts';
import { entityPath, historyPath, newFeedPath, watchingPath, watchPath } from '../paths.ts';
import type { Watched } from '../read/watched.ts';
import { pageTexts, watchTexts } from '../texts.ts';
import { Age } from './small.tsx';

/** The button of a page that begins or ends watching it. @param back where the reader is then: a tab of the page, or `me` */
export function WatchButton(props: { of: string; name: string; isWatched: boolean; back: string }) {
  const { of, name, isWatched, back } = props;
  return (
    <form class="watch" method="post" action={watchPath(of)}>
      <input type="hidden" name="back" value={back} />
      <button
        class="other"
        type="submit"
        name="do"
        value={isWatched ? 'unwatch' : 'watch'}
        aria-label={isWatched ? watchTexts.unwatchLabel(name) : watchTexts.watchLabel(name)}
      >
        {isWatched ? watchTexts.unwatch : watchTexts.watch}
      </button>
    </form>
  );
}

/** What a reader watches: what changed since it was seen, the rest, and what there is to choose. */
export function WatchedPages({ watched, ontology, now }: { watched: Watched; ontology: Ontology; now: Date }) {
  const { changed, unchanged, settings } = watched;
  return (
    <section id="watched">
      <h2>{watchTexts.title}</h2>
      {changed.length + unchanged.length === 0 && <p class="nothing">{watchTexts.none}</p>}
      {changed.length > 0 && (
        <>
          <ul class="recent">
            {changed.map(({ card, count, summary, actor }) => (
              <li>
                <span class="what">
                  <a href={entityPath(card.ref)}>{card.name}</a> <small>{ontology.kind(card.kind).singular}</small>
                </span>
                <span class="change">
                  <a href={historyPath(card.ref)}>{summary ?? watchTexts.changed}</a>
                  {actor !== undefined && <small> {pageTexts.changedBy(actor)}</small>}
                  {count > 1 && <small> · {watchTexts.changes(count)}</small>}
                </span>
                <Age time={card.changedAt} now={now} />
              </li>
            ))}
          </ul>
          <form method="post" action={watchingPath}>
            <button class="other" type="submit" name="do" value="seen">
              {watchTexts.markSeen}
            </button>
          </form>
        </>
      )}
      {unchanged.length > 0 && (
        <details class="watching" open={changed.length === 0 && unchanged.length <= 10}>
          <summary>{watchTexts.unchanged(unchanged.length)}</summary>
          <ul>
            {unchanged.map(({ ref, name }) => (
              <li>
                <a href={entityPath(ref)}>{name}</a>
                <WatchButton of={ref} name={name} isWatched back="me" />
              </li>
            ))}
          </ul>
        </details>
      )}
      <form class="choice" method="post" action={watchingPath}>
        <label>
          <input type="checkbox" name="ownEdits" value="1" checked={settings.watchesOwnEdits} /> {watchTexts.ownEdits}
        </label>
        <button class="other" type="submit" name="do" value="settings">
          {watchTexts.save}
        </button>
      </form>
      <h3>{watchTexts.feedTitle}</h3>
      <p class="rule">{watchTexts.feedIntro}</p>
      <form method="post" action={newFeedPath}>
        {settings.feedSince !== undefined && <p class="rule">{watchTexts.feedSince(formatDay(settings.feedSince))}</p>}
        <button class="other" type="submit">
          {settings.feedSince === undefined ? watchTexts.feedMake : watchTexts.feedRenew}
        </button>
      </form>
    </section>
  );
}
