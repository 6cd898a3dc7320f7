import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { RunRecord, SourceState } from '../../graph/store.ts';
import { mustEdit, readLimit } from '../api/runs.ts';
import type { WikiContext } from '../context.ts';
import { formatNumber, formatTime } from '../format.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { RunView } from '../parts/run.tsx';
import { Age } from '../parts/small.tsx';
import { sourcesPath } from '../paths.ts';
import { sourcesTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

interface SourceEntry extends SourceState {
  label: string;
  runs: RunRecord[];
  /** The reader may have it read now. */
  canRead: boolean;
  nextAt: string | undefined;
}

/** Runs shown per source. */
const shownRuns = 3;

/** `/sources`: what Kiki reads and how that goes, and a button to read a source now. */
export function sourcesRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, sourceLabels, sourceRuns, now } = context;
  app.get(sourcesPath, { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const readable = sourceRuns.names();
    const known = await store.sources(viewer);
    const names = new Set(known.map(({ name }) => name));
    const unread = readable.filter((name) => !names.has(name));
    const sources = [...known, ...unread.map((name): SourceState => ({ name, records: 0, dropped: false }))];
    const entries = await Promise.all(
      sources.map(async (source) => ({
        ...source,
        canRead: viewer.canEdit && readable.includes(source.name),
        nextAt: sourceRuns.nextAt(source.name),
        label: sourceLabels(source.name),
        runs: await store.runs(viewer, { source: source.name, limit: shownRuns }),
      })),
    );
    return sendPage(reply, <Sources frame={frameOf(context, viewer)} entries={entries} now={now()} />);
  });

  // Forms are read here only, so that routes of other parts can read theirs in their own way.
  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 1000 });
    scope
      .withTypeProvider<ZodTypes>()
      .post(
        '/sources/:source/read',
        { config: { rateLimit: readLimit }, schema: { hide: true, params: z.object({ source: z.string() }) } },
        async (request, reply) => {
          const { source } = request.params;
          mustEdit(viewerOf(request));
          await sourceRuns.start(source);
          return reply.redirect(`/sources#source-${source}`, 303);
        },
      );
  });
}

function Sources({ frame, entries, now }: { frame: Frame; entries: readonly SourceEntry[]; now: Date }) {
  return (
    <Layout frame={frame} title={sourcesTexts.title} place="sources">
      <Columns>
        <header class="head">
          <h1>{sourcesTexts.title}</h1>
          <p class="lede">{entries.length === 0 ? sourcesTexts.none : sourcesTexts.intro}</p>
        </header>
        <article>
          {entries.map((entry) => (
            <Source entry={entry} now={now} canEdit={frame.canEdit} />
          ))}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function Source({ entry, now, canEdit }: { entry: SourceEntry; now: Date; canEdit: boolean }) {
  const { name, label, records, readAt, dropped, runs, canRead, nextAt } = entry;
  return (
    <section id={`source-${name}`}>
      <h2>
        {label} {label !== name && <small>{name}</small>}
      </h2>
      {dropped && <p class="note">{sourcesTexts.dropped}</p>}
      <p class="rule">
        {sourcesTexts.records}: {formatNumber(records)} · {sourcesTexts.lastRead}:{' '}
        {readAt === undefined ? sourcesTexts.never : <Age time={readAt} now={now} />}
        {nextAt !== undefined && ` · ${sourcesTexts.next}: ${formatTime(nextAt)}`}
      </p>
      {canRead && (
        <form method="post" action={`/sources/${name}/read`}>
          <button type="submit" class="other" aria-label={sourcesTexts.readNowOf(label)}>
            {sourcesTexts.readNow}
          </button>
        </form>
      )}
      {runs.length === 0 ? (
        <p class="rule">{sourcesTexts.noRuns}</p>
      ) : (
        <ul class="runs">
          {runs.map((run) => (
            <li>
              <RunView run={run} isLinked={canEdit} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
