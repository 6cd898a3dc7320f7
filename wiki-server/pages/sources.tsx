import type { RunRecord, SourceState } from '../../graph/store.ts';
import type { WikiContext } from '../context.ts';
import { formatNumber, formatTime } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Age, Chip } from '../parts/small.tsx';
import { sourcesTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

interface SourceEntry extends SourceState {
  label: string;
  runs: RunRecord[];
}

/** Runs shown per source. */
const shownRuns = 3;
/** Refusals and warnings shown per run. */
const shownProblems = 20;

/** `/sources`: what Kiki reads and how that goes. */
export function sourcesRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, sourceLabels, now } = context;
  app.get('/sources', { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const entries = await Promise.all(
      (await store.sources(viewer)).map(async (source) => ({
        ...source,
        label: sourceLabels(source.name),
        runs: await store.runs(viewer, { source: source.name, limit: shownRuns }),
      })),
    );
    return sendPage(reply, <Sources frame={frameOf(context, viewer)} entries={entries} now={now()} />);
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
            <Source entry={entry} now={now} />
          ))}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function Source({ entry: { name, label, records, readAt, dropped, runs }, now }: { entry: SourceEntry; now: Date }) {
  return (
    <section id={`source-${name}`}>
      <h2>
        {label} {label !== name && <small>{name}</small>}
      </h2>
      {dropped && <p class="note">{sourcesTexts.dropped}</p>}
      <p class="rule">
        {sourcesTexts.records}: {formatNumber(records)} · {sourcesTexts.lastRead}:{' '}
        {readAt === undefined ? sourcesTexts.never : <Age time={readAt} now={now} />}
      </p>
      {runs.length === 0 ? (
        <p class="rule">{sourcesTexts.noRuns}</p>
      ) : (
        <ul class="runs">
          {runs.map((run) => (
            <Run run={run} />
          ))}
        </ul>
      )}
    </section>
  );
}

const tones = { running: 'plain', done: 'good', partly: 'warn', stopped: 'warn', failed: 'warn' } as const;

function Run({ run }: { run: RunRecord }) {
  const { status, startedAt, message, refused, refusedCount, warnings } = run;
  return (
    <li>
      <p>
        {formatTime(startedAt)} <Chip chip={{ text: sourcesTexts.statuses[status], tone: tones[status] }} />{' '}
        {sourcesTexts.counts(run)}
      </p>
      {message !== undefined && <p>{message}</p>}
      <Problems title={sourcesTexts.refused(refusedCount)} lines={refused} total={refusedCount} open />
      <Problems title={sourcesTexts.warnings(warnings.length)} lines={warnings} total={warnings.length} />
    </li>
  );
}

function Problems(props: { title: string; lines: readonly string[]; total: number; open?: boolean }) {
  const { title, lines, total, open = false } = props;
  if (total === 0) return null;
  const shown = lines.slice(0, shownProblems);
  return (
    <details open={open}>
      <summary>{title}</summary>
      <ul class="problems">
        {shown.map((line) => (
          <li>{line}</li>
        ))}
        {total > shown.length && <li>{sourcesTexts.andMore(total - shown.length)}</li>}
      </ul>
    </details>
  );
}
