import { inBatches } from '../apply/batches.ts';
import {
  deleteRuns,
  deleteSource,
  idleRuns,
  lastRunNumber,
  putRun,
  putSource,
  recordIdsOfSource,
  runById,
  stopRuns,
} from '../cypher/records.ts';
import type { Engine, Run } from '../engine.ts';
import { number, optional, text } from '../reads/row.ts';
import type { RecordWrites } from '../store.ts';

/** In the order in which they were started, whatever the clock says. */
async function nextRunNumber(write: Run): Promise<number> {
  const [row] = await write({ text: lastRunNumber });
  return (typeof row?.number === 'number' ? row.number : 0) + 1;
}

/** A source may be read every few minutes for years: of the runs that changed nothing, the newest are kept. */
async function pruneRuns(write: Run, source: string): Promise<void> {
  const idle = await write({ text: idleRuns, parameters: { source } });
  const old = idle.slice(keptIdleRuns).map((row) => text(row, 'id'));
  for (const ids of inBatches(old)) await write({ text: deleteRuns, parameters: { ids } });
}

const keptIdleRuns = 50;

/** Entries of a run's lists that are kept. */
const longestList = 1000;

export function createSourceWrites(
  engine: Engine,
  apply: RecordWrites['apply'],
): Pick<RecordWrites, 'saveRun' | 'stopRuns' | 'saveSource' | 'forgetSource'> {
  return {
    async saveRun(_actor, { id, ...run }) {
      const properties = {
        id,
        ...run,
        refused: run.refused.slice(0, longestList),
        warnings: run.warnings.slice(0, longestList),
      };
      await engine.write(async (write) => {
        const [known] = await write({ text: runById, parameters: { id } });
        const number = known === undefined ? await nextRunNumber(write) : undefined;
        await write({ text: putRun, parameters: { id, properties: { ...properties, ...optional('number', number) } } });
        if (run.status !== 'running') await pruneRuns(write, run.source);
      });
    },
    async stopRuns(_actor, source, end) {
      const [row] = await engine.write((write) => write({ text: stopRuns, parameters: { source, ...end } }));
      return number(row ?? {}, 'count');
    },
    async saveSource(_actor, { name, records: _counted, warnings, ...state }) {
      const properties = { name, ...state, ...optional('warnings', warnings?.slice(0, longestList)) };
      await engine.write((write) => write({ text: putSource, parameters: { name, properties } }));
    },
    async forgetSource(actor, name) {
      const rows = await engine.read({ text: recordIdsOfSource, parameters: { source: name } });
      const removals = rows.map((row) => text(row, 'id'));
      await apply(actor, { upserts: [], removals, reason: `Source ${name} was forgotten` });
      await engine.write((write) => write({ text: deleteSource, parameters: { name } }));
      return removals.length;
    },
  };
}
