import { availableParallelism } from 'node:os';
import { leaseLength } from '../../ingest/hold-source.ts';
import { runAll } from '../../ingest/run-all.ts';
import { kiki as system } from '../../schema/actor.ts';
import { type ConfigFile, isRead } from '../../schema/config-file.ts';
import { invalid, type KikiError } from '../../schema/errors.ts';
import { importName } from '../../schema/file-import.ts';
import { createOntology } from '../../schema/ontology.ts';
import { localAdmin } from '../../schema/viewer.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { isFailure, printChanges, printFailures, printReport } from './print-report.ts';

export interface IngestOptions {
  /** Names of sources; all when empty. */
  sources: string[];
  dryRun: boolean;
  /** Embed what is new before the command ends. */
  embed: boolean;
  allowRemovals: boolean;
  forget?: string | undefined;
  json: boolean;
  /** Tell each refusal and warning, and each new entity of a dry run with all that it would say. */
  all?: boolean | undefined;
}

/** Reads sources into the graph. @returns the exit code: 1 when a source could not be read at all or stopped */
export async function ingest(
  { store, rereadSources, loaded, embeddings }: Kiki,
  options: IngestOptions,
  io: Io,
): Promise<number> {
  const { sources, config } = rereadSources();
  if (options.forget !== undefined)
    return forget(
      store,
      options.forget,
      config.sources.map(({ name }) => name),
      io,
    );
  const chosen = choose(sources, options.sources, config);
  if (chosen.length === 0)
    throw invalid('There are no sources', {
      where: loaded.path,
      fix: 'Add some under sources:, or propose them with kiki init FOLDER',
    });
  if (!options.dryRun) await markDropped(store, config);
  const reports = await runAll(
    { store, sources: chosen, maximumRemovals: config.limits.removals, patience: patience(io) },
    {
      dryRun: options.dryRun,
      allowRemovals: options.allowRemovals,
      onProgress: (source, stage, done, total) => io.progress(`${source}: ${stage} ${done} of ${total}`),
      onReport: () => io.progress(undefined),
    },
  );
  const embedded = options.embed && !options.dryRun ? await embed(embeddings, io) : undefined;
  if (options.json)
    io.out(
      JSON.stringify(
        { runs: reports.map(({ earlier: _earlier, ...run }) => run), ...(embedded && { embeddings: embedded }) },
        null,
        1,
      ),
    );
  else {
    const ontology = createOntology(config.schema);
    for (const report of reports) printReport(report, { ...options, ontology }, io);
    printChanges(reports, { ...options, ontology }, io);
  }
  await store.flush();
  printFailures(reports, io);
  return reports.some(isFailure) ? 1 : 0;
}

/** Another run is soon done, and the lock of one that was killed ends by itself: whoever starts a run again need not. */
function patience(io: Io) {
  return {
    milliseconds: leaseLength + 5_000,
    onHeld: (held: KikiError) => io.note(`${held.message}; waiting for it`),
  };
}

function choose(sources: Kiki['sources'], names: readonly string[], config: ConfigFile): Kiki['sources'] {
  const pushed = config.sources.find((source) => !isRead(source) && names.includes(source.name));
  if (pushed !== undefined)
    throw invalid(`The source "${pushed.name}" is not read: other systems push its records`, {
      fix: 'docs/sources/push.md says how',
    });
  const missing = names.find((name) => !sources.some((source) => source.name === name));
  if (missing !== undefined)
    throw invalid(`There is no source "${missing}"`, {
      fix: `The sources are ${sources.map(({ name }) => name).join(', ')}`,
    });
  return names.length === 0 ? sources : sources.filter(({ name }) => names.includes(name));
}

/** Sources that the config no longer has keep their records, and are marked so until they are forgotten. */
async function markDropped(store: Kiki['store'], { sources }: ConfigFile): Promise<void> {
  const known = await store.sources(localAdmin);
  for (const { name, dropped, records } of known) {
    const isDropped =
      name !== 'people' &&
      importName(name) === undefined &&
      !sources.some((source) => source.name === name) &&
      records > 0;
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
