import type { WikiContext } from '../context.ts';
import { formatDay } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { RecentList } from '../parts/recent-list.tsx';
import { readRecent, type RecentEntry } from '../read/recent.ts';
import { recentTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** Entities on the page. */
const shown = 100;

/** `/recent`: what changed last, by day. */
export function recentRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.get('/recent', { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const entries = await readRecent(store, viewer, shown);
    return sendPage(reply, <Recent frame={frameOf(context, viewer)} entries={entries} now={now()} />);
  });
}

function Recent({ frame, entries, now }: { frame: Frame; entries: readonly RecentEntry[]; now: Date }) {
  return (
    <Layout frame={frame} title={recentTexts.title} place="recent">
      <Columns>
        <header class="head">
          <h1>{recentTexts.title}</h1>
        </header>
        <article>
          {entries.length === 0 && <p class="nothing">{recentTexts.none}</p>}
          {byDay(entries).map(([day, list]) => (
            <section>
              <h2>{formatDay(day)}</h2>
              <RecentList entries={list} now={now} />
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

function byDay(entries: readonly RecentEntry[]): [string, RecentEntry[]][] {
  const days = new Map<string, RecentEntry[]>();
  for (const entry of entries) {
    const day = entry.card.changedAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
