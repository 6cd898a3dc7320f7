import { deleteSource, putRun, putSource, recordIdsOfSource, stopRuns } from '../cypher/records.ts';
import type { Engine } from '../engine.ts';
import { number, text } from '../reads/row.ts';
import type { RecordWrites } from '../store.ts';

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
      await engine.write((write) => write({ text: putRun, parameters: { id, properties } }));
    },
    async stopRuns(_actor, source, end) {
      const [row] = await engine.write((write) => write({ text: stopRuns, parameters: { source, ...end } }));
      return number(row ?? {}, 'count');
    },
    async saveSource(_actor, { name, records: _counted, ...state }) {
      await engine.write((write) => write({ text: putSource, parameters: { name, properties: { name, ...state } } }));
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
