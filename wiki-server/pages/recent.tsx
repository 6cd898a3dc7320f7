import { z } from 'zod';
import type { WikiContext } from '../context.ts';
import { formatDay } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { FilterList } from '../parts/filter-list.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { recentFeedPath, recentPath, watchedFeedPath } from '../paths.ts';
import { keepPerState } from '../read/kept.ts';
import { groupRecent, readRecent, type RecentGroup } from '../read/recent.ts';
import { feedTexts, recentTexts, watchTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** Entities on the page. */
const shown = 200;

const query = z.object({ watched: z.literal('1').optional().catch(undefined) });

/** `/recent`: what changed last, by day. */
export function recentRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  // Pages of readers who watch something differ; what changed is the same for all who may read the same.
  const changed = keepPerState({ store, read: (viewer) => readRecent(store, viewer, shown), goodFor: 0 });
  app.get(
    '/recent',
    { config: { isShared: true, showsWatched: true }, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const frame = frameOf(context, viewer);
      const isWatched = request.query.watched !== undefined;
      const entries = isWatched
        ? await readRecent(store, viewer, shown, [...frame.reader.watched])
        : await changed(viewer);
      const groups = groupRecent(entries);
      return sendPage(reply, <Recent frame={frame} groups={groups} isWatched={isWatched} now={now()} />);
    },
  );
}

interface RecentProps {
  frame: Frame;
  groups: readonly RecentGroup[];
  /** Of pages that the reader watches alone. */
  isWatched: boolean;
  now: Date;
}

function Recent({ frame, groups, isWatched, now }: RecentProps) {
  const feed = isWatched ? watchedFeedPath : recentFeedPath;
  return (
    <Layout frame={frame} title={recentTexts.title} place="recent" feed={feed}>
      <Columns
        filters={
          <FilterList
            id="whose"
            title={watchTexts.filter}
            choices={[
              { text: watchTexts.all, href: recentPath(), isChosen: !isWatched },
              { text: watchTexts.watched, href: recentPath({ watched: true }), isChosen: isWatched },
            ]}
          />
        }
      >
        <header class="head">
          <h1>{recentTexts.title}</h1>
          <p class="rule">
            <a href={feed}>{feedTexts.follow}</a>
          </p>
        </header>
        <article>
          {groups.length === 0 && <p class="nothing">{isWatched ? watchTexts.noneRecent : recentTexts.none}</p>}
          {byDay(groups).map(([day, list]) => (
            <section>
              <h2>{formatDay(day)}</h2>
              <RecentList groups={list} watched={frame.reader.watched} now={now} />
            </section>
          ))}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function byDay(groups: readonly RecentGroup[]): [string, RecentGroup[]][] {
  const days = new Map<string, RecentGroup[]>();
  for (const group of groups) {
    const day = group.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), group]);
  }
  return [...days];
}
