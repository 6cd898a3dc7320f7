import { z } from 'zod';
import { recordDraft } from '../../schema/record.ts';
import { inBatches } from '../apply/batches.ts';
import {
  computedRecord,
  countRecordsOfSource,
  recordsAtPaths,
  recordsOfSource,
  recordState,
  runById,
  runs,
  sourceByName,
  sources,
} from '../cypher/records.ts';
import type { Row, Run } from '../engine.ts';
import type { RunRecord, SourceReads, SourceState, StoredRecord } from '../store.ts';
import { flag, map, number, ofWhatIsThere, optional, optionalText, text, texts } from './row.ts';

export function createSourceReads(read: Run): SourceReads {
  const records: SourceReads['records'] = async (ids) => {
    const found = new Map<string, StoredRecord>();
    for (const batch of inBatches([...new Set(ids)])) {
      const rows = await read({ text: recordState, parameters: { ids: batch } });
      for (const properties of ofWhatIsThere(rows.map(propertiesOf), 'id', 'body', 'hash')) {
        const draft = recordDraft.parse(JSON.parse(text(properties, 'body')));
        found.set(text(properties, 'id'), { draft, hash: text(properties, 'hash') });
      }
    }
    return found;
  };
  return {
    async sources() {
      const rows = await read({ text: sources });
      return rows
        .map((row) => toSource(map(row, 'properties'), number(row, 'records')))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async source(_viewer, name) {
      const [row] = await read({ text: sourceByName, parameters: { name } });
      if (row === undefined) return undefined;
      const [counted] = await read({ text: countRecordsOfSource, parameters: { source: name } });
      return toSource(map(row, 'properties'), number(counted ?? {}, 'records'));
    },
    async isComputed() {
      return (await read({ text: computedRecord })).length > 0;
    },
    async runs(_viewer, { source, limit }) {
      const rows = await read({ text: runs, parameters: { source: source ?? null, limit } });
      return ofWhatIsThere(rows.map(propertiesOf), 'id', 'source', 'status', 'startedAt').map(toRun);
    },
    async run(_viewer, id) {
      const rows = await read({ text: runById, parameters: { id } });
      const [run] = ofWhatIsThere(rows.map(propertiesOf), 'id', 'source', 'status', 'startedAt');
      return run && toRun(run);
    },
    async recordsAt(source, paths) {
      const rows = await read({ text: recordsAtPaths, parameters: { source, paths: [...paths] } });
      return ofWhatIsThere(rows, 'id', 'hash', 'path')
        .map((row) => ({
          id: text(row, 'id'),
          hash: text(row, 'hash'),
          path: text(row, 'path'),
          ...optional('ref', optionalText(row, 'ref')),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async recordsOf(source) {
      const rows = await read({ text: recordsOfSource, parameters: { source } });
      return ofWhatIsThere(rows, 'id', 'hash', 'path').map((row) => ({
        id: text(row, 'id'),
        hash: text(row, 'hash'),
        path: text(row, 'path'),
        ...optional('inputHash', optionalText(row, 'inputHash')),
      }));
    },
    record: async (id) => (await records([id])).get(id),
    records,
  };
}

/** Of a node that is being deleted: nothing. */
const propertiesOf = (row: Row): Row => (row.properties === null ? {} : map(row, 'properties'));

function toSource(row: Row, records: number): SourceState {
  const warnings = texts(row, 'warnings');
  return {
    name: text(row, 'name'),
    records,
    ...optional('readAt', optionalText(row, 'readAt')),
    ...optional('inputHash', optionalText(row, 'inputHash')),
    ...(warnings.length > 0 && { warnings }),
    dropped: flag(row, 'dropped'),
  };
}

function toRun(row: Row): RunRecord {
  return {
    id: text(row, 'id'),
    source: text(row, 'source'),
    status: z.enum(['running', 'done', 'partly', 'stopped', 'failed']).parse(row.status),
    startedAt: text(row, 'startedAt'),
    ...optional('finishedAt', optionalText(row, 'finishedAt')),
    added: number(row, 'added'),
    changed: number(row, 'changed'),
    unchanged: number(row, 'unchanged'),
    removed: number(row, 'removed'),
    refused: texts(row, 'refused'),
    refusedCount: number(row, 'refusedCount'),
    warnings: texts(row, 'warnings'),
    ...optional('message', optionalText(row, 'message')),
  };
}
