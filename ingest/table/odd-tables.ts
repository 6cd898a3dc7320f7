import type { TableSpec } from '../../schema/config-file.ts';
import { access } from '../mapping/access.ts';

/** Names that are told. */
const mostNamed = 8;

/** A table as it was read. */
export interface ReadTable {
  /** What its files hold. */
  documents: readonly unknown[];
  rows: readonly { data: unknown }[];
  paths: readonly string[];
}

/** What is odd about a table as a whole, in sentences: `rows` that finds none, `fill` of what is not there. */
export function describeOddTable(spec: TableSpec, { documents, rows, paths }: ReadTable): string[] {
  const files = `${paths.slice(0, mostNamed).join(', ')}${paths.length > mostNamed ? ' …' : ''}`;
  if (rows.length === 0) {
    if (spec.rows === undefined) return []; // an empty list is one too
    const hidden = spec.files.some((glob) => glob.includes('**'))
      ? '. A folder that begins with a dot is read if files: names it'
      : '';
    return [`rows: gives nothing in ${files}${held(documents)}${hidden}`];
  }
  const all = new Set(documents.flatMap((document) => [document].flat().flatMap(namesIn)));
  const missing = (spec.fill ?? []).filter((column) => !all.has(column));
  if (missing.length === 0) return [];
  return [`fill: names ${missing.map((name) => JSON.stringify(name)).join(', ')}, and no row has it${told(all)}`];
}

/** What a document has in the place of rows. */
function held(documents: readonly unknown[]): string {
  return told(new Set(documents.flatMap((document) => (Array.isArray(document) ? [] : namesIn(document)))));
}

function told(names: ReadonlySet<string>): string {
  if (names.size === 0) return '';
  const first = [...names].slice(0, mostNamed).map((name) => access([name]));
  return `; there are ${first.join(', ')}${names.size > mostNamed ? ', …' : ''}`;
}

function namesIn(data: unknown): string[] {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.keys(data) : [];
}
