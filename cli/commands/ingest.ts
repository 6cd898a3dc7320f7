import { availableParallelism } from 'node:os';
import { runAll } from '../../ingest/run-all.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import type { EntityChange } from '../../graph/apply/apply.ts';
import { kiki as system } from '../../schema/actor.ts';
import type { Change } from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

export interface IngestOptions {
  /** Names of sources; all when empty. */
  sources: string[];
  dryRun: boolean;
  /** Embed what is new before the command ends. */
  embed: boolean;
  allowRemovals: boolean;
  forget?: string | undefined;
  json: boolean;
}

/** Refusals and warnings shown per source; all are in the run's record and on the sources page. */
const shown = 20;

/** Reads sources into the graph. @returns the exit code: 1 when a source could not be read at all or stopped */
export async function ingest(
  { store, sources, loaded, embeddings }: Kiki,
  options: IngestOptions,
  io: Io,
): Promise<number> {
  if (options.forget !== undefined)
    return forget(
      store,
      options.forget,
      sources.map(({ name }) => name),
      io,
    );
  const chosen = choose(sources, options.sources);
  if (chosen.length === 0)
    throw invalid('There are no sources', {
      where: loaded.path,
      fix: 'Add some under sources:, or propose them with kiki init FOLDER',
    });
  await markDropped({ store, sources });
  const reports = await runAll(
    { store, sources: chosen, maximumRemovals: loaded.config.limits.removals },
    {
      dryRun: options.dryRun,
      allowRemovals: options.allowRemovals,
      onProgress: (source, stage, done, total) => io.progress(`${source}: ${stage} ${done} of ${total}`),
      onReport: () => io.progress(undefined),
    },
  );
  const embedded = options.embed && !options.dryRun ? await embed(embeddings, io) : undefined;
  if (options.json) io.out(JSON.stringify({ runs: reports, ...(embedded && { embeddings: embedded }) }, null, 1));
  else for (const report of reports) print(report, options.dryRun, io);
  await store.flush();
  return reports.some(({ status }) => status === 'failed' || status === 'stopped') ? 1 : 0;
}

function choose(sources: Kiki['sources'], names: readonly string[]): Kiki['sources'] {
  const missing = names.find((name) => !sources.some((source) => source.name === name));
  if (missing !== undefined)
    throw invalid(`There is no source "${missing}"`, {
      fix: `The sources are ${sources.map(({ name }) => name).join(', ')}`,
    });
  return names.length === 0 ? sources : sources.filter(({ name }) => names.includes(name));
}

/** Sources that the config no longer has keep their records, and are marked so until they are forgotten. */
async function markDropped({ store, sources }: Pick<Kiki, 'store' | 'sources'>): Promise<void> {
  const known = await store.sources({ id: 'kiki', name: 'Kiki', audiences: [], canEdit: false });
  for (const { name, dropped, records } of known) {
    const isDropped = name !== 'people' && !sources.some((source) => source.name === name) && records > 0;
    if (isDropped !== dropped) await store.saveSource(system, { name, dropped: isDropped });
  }
}

async function forget(store: Kiki['store'], name: string, configured: readonly string[], io: Io): Promise<number> {
  if (configured.includes(name))
    throw invalid(`The source "${name}" is still in the config`, {
      fix: 'Remove it from kiki.yaml first; the next run would read it again',
    });
  const removed = await store.forgetSource(system, name);
  io.out(
    removed === 0
      ? `There were no records of ${name}.`
      : `${removed} records of ${name} are forgotten; what only they said is no longer shown.`,
  );
  return 0;
}

async function embed(embeddings: Kiki['embeddings'], io: Io): Promise<{ embedded: number; total: number } | undefined> {
  const before = embeddings.state();
  if (before.state === 'off') return undefined;
  io.progress('embeddings: loading the model');
  const loaded = await embeddings.load(availableParallelism());
  if (loaded === undefined) {
    io.progress(undefined);
    const { message } = embeddings.state();
    io.note(`Without embeddings, search is by words only. ${message ?? ''}`.trim());
    return undefined;
  }
  const { job } = loaded;
  const timer = setInterval(() => {
    const { done, total } = job.state();
    io.progress(`embeddings: ${done} of ${total}`);
  }, 500);
  try {
    const { embedded, total } = await job.run();
    return { embedded, total };
  } finally {
    clearInterval(timer);
    io.progress(undefined);
  }
}

function print(report: RunReport, dryRun: boolean, io: Io): void {
  const { source, status, added, changed, unchanged, removed, refused, refusedCount, warnings, message, entities } =
    report;
  const would = dryRun ? ' (dry run: nothing was written)' : '';
  io.out(
    `${source}: ${status}. Records: ${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed, ${refusedCount} refused. Entities: ${entities.added} added, ${entities.changed} changed, ${entities.removed} removed.${would}`,
  );
  if (message !== undefined) io.note(`${source}: ${message}`);
  list('refused', refused, refusedCount, io);
  list('warning', warnings, warnings.length, io);
  for (const change of report.changes ?? []) printChange(change, io);
}

function list(what: string, lines: readonly string[], count: number, io: Io): void {
  for (const line of lines.slice(0, shown)) io.note(`  ${what}: ${line}`);
  if (count > shown) io.note(`  ${count - shown} more of these: see /sources in the wiki, or --json`);
}

const signs = { added: '+', changed: '~', removed: '-' };

function printChange({ ref, fate, changes }: EntityChange, io: Io): void {
  io.out(`${signs[fate]} ${ref}`);
  if (fate === 'changed') for (const change of changes) io.out(`    ${describe(change)}`);
}

function describe({ about, name, other, before, after }: Change): string {
  const what = about === 'relation' ? `${name} ${other ?? ''}` : name;
  const short = (value: Change['before']) => (value === null ? '∅' : JSON.stringify(value).slice(0, 100));
  if (about === 'passage') return `${before === null ? 'new' : after === null ? 'removed' : 'changed'} section ${what}`;
  return `${what}: ${short(before)} → ${short(after)}`;
}
