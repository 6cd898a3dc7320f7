import type { TableSpec } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import { parseCsv } from './csv.ts';
import type { TableDocument } from './document.ts';
import { fillDown } from './fill-down.ts';
import { removeNulls } from './nulls.ts';
import { parseJson, parseJsonLines, parseToml, parseYaml } from './structured.ts';

type Format = NonNullable<TableSpec['format']>;

const parsers: Record<Format, (path: string, text: string, delimiter?: string) => TableDocument> = {
  csv: parseCsv,
  json: parseJson,
  jsonl: parseJsonLines,
  yaml: parseYaml,
  toml: parseToml,
};

const endings: Record<string, Format> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
};

/** The endings of files that can be tables. */
export const tableEndings: readonly string[] = Object.keys(endings);

/** What a file holds, without its nulls, filled down. @throws Invalid when the content is not of its format */
export function parseTableFile(
  path: string,
  text: string,
  { format, delimiter, fill = [] }: Pick<TableSpec, 'format' | 'delimiter' | 'fill'>,
): TableDocument {
  const chosen = format ?? endings[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (chosen === undefined)
    throw invalid('The ending of the file does not say its format', {
      where: path,
      fix: `Set format: to one of ${Object.keys(parsers).join(', ')}`,
    });
  const document = parsers[chosen](path, text, delimiter);
  removeNulls(document.data);
  fillDown(document.data, fill, path);
  return document;
}
