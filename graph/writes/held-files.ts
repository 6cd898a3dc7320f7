import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { conflict } from '../../schema/errors.ts';
import {
  deleteFileParts,
  deleteHeldFiles,
  deletePartsOf,
  fileParts,
  heldFileById,
  heldFiles,
  noteHeldFile,
  oldFileParts,
  oldHeldFiles,
  putFilePart,
  putHeldFile,
} from '../cypher/held-files.ts';
import { compareTexts } from '../compare-texts.ts';
import type { Engine, Row } from '../engine.ts';
import { map, number, text } from '../reads/row.ts';
import type { HeldFile, HeldFiles } from '../store.ts';
import { sweep } from './sweep.ts';

/** Files that wait at a time, and bytes of all of them, compressed. */
export const mostHeldFiles = 50;
const mostHeldBytes = 64 * 1024 ** 2;
/** Characters of a part: a transaction each, well within what both engines take. */
const partLength = 512 * 1024;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Compressed, as text in parts of a size that both engines take. */
export function createHeldFiles({ engine, now }: { engine: Engine; now: () => Date }): HeldFiles {
  const list = async () =>
    (await engine.read({ text: heldFiles }))
      .map((row) => map(row, 'properties'))
      .sort((a, b) => compareTexts(text(b, 'at'), text(a, 'at')) || compareTexts(text(a, 'id'), text(b, 'id')));
  return {
    async holdFile(_actor, { note, content }) {
      const packed = (await compress(content)).toString('base64');
      const held = await list();
      const bytes = held.reduce((sum, each) => sum + number(each, 'size'), packed.length);
      if (held.length >= mostHeldFiles || bytes > mostHeldBytes)
        throw conflict(`${held.length} files wait to be imported, and there is no room for one more`, {
          fix: 'Import or discard some of them',
        });
      const id = randomUUID();
      const at = now().toISOString();
      const parts = Math.ceil(packed.length / partLength);
      for (let part = 0; part < parts; part += 1) {
        const content = packed.slice(part * partLength, (part + 1) * partLength);
        const properties = { id: `${id} ${part}`, file: id, number: part, content, at };
        await engine.write((run) => run({ text: putFilePart, parameters: { id: properties.id, properties } }));
      }
      const properties = { id, at, note, parts, size: packed.length };
      await engine.write((run) => run({ text: putHeldFile, parameters: { id, properties } }));
      return id;
    },
    async heldFiles() {
      return (await list()).map(toHeldFile);
    },
    async heldFile(_actor, id) {
      const [row] = await engine.read({ text: heldFileById, parameters: { id } });
      if (row === undefined) return undefined;
      const file = map(row, 'properties');
      const parts = (await engine.read({ text: fileParts, parameters: { id } })).sort(
        (a, b) => number(a, 'number') - number(b, 'number'),
      );
      // Another process may be discarding it.
      if (parts.length !== number(file, 'parts')) return undefined;
      const packed = Buffer.from(parts.map((part) => text(part, 'content')).join(''), 'base64');
      return { ...toHeldFile(file), content: await decompress(packed) };
    },
    async noteHeldFile(_actor, id, note) {
      return (await engine.write((run) => run({ text: noteHeldFile, parameters: { id, note } }))).length > 0;
    },
    async dropHeldFile(_actor, id) {
      const ids = [id];
      await engine.write(async (run) => {
        await run({ text: deleteHeldFiles, parameters: { ids } });
        await run({ text: deletePartsOf, parameters: { ids } });
      });
    },
    async sweepHeldFiles(_actor, before) {
      const swept = await sweep(engine, { find: oldHeldFiles, before }, deleteHeldFiles);
      await sweep(engine, { find: oldFileParts, before }, deleteFileParts);
      return swept;
    },
  };
}

function toHeldFile(row: Row): HeldFile {
  return { id: text(row, 'id'), at: text(row, 'at'), note: text(row, 'note') };
}
