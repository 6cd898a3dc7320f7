import { parse as parseTomlText, TomlDate, TomlError } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { invalid } from '../../schema/errors.ts';
import { describeRepeated, keepLast } from '../repeated-keys.ts';
import type { TableDocument } from './document.ts';

/** @throws Invalid with the line of the mistake */
export function parseJson(path: string, text: string): TableDocument {
  return { path, data: jsonValue(text, path, 1), refusals: [] };
}

/** One JSON value a line; a bad line is refused and the others stand. */
export function parseJsonLines(path: string, text: string): TableDocument {
  const document = { path, data: [] as unknown[], lines: [] as number[], refusals: [] as TableDocument['refusals'] };
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      const value: unknown = JSON.parse(line);
      if (value === null) return; // nulls are taken out later, and each row is to keep its line
      document.data.push(value);
      document.lines.push(index + 1);
    } catch (error) {
      document.refusals.push({ where: `${path}:${index + 1}`, reason: `The line is not JSON (${messageOf(error)}).` });
    }
  });
  return document;
}

/**
 * Several documents in one file are a list. Of a name that is twice in one map the last value holds, as for JSON, and a warning tells it.
 *
 * @throws Invalid with the line of the mistake
 */
export function parseYaml(path: string, text: string): TableDocument {
  const { options, repeated } = keepLast();
  const documents = parseAllDocuments(text, { prettyErrors: true, ...options });
  if ('empty' in documents) return { path, data: undefined, refusals: [] };
  for (const document of documents) {
    const [error] = document.errors;
    if (error === undefined) continue;
    const line = error.linePos?.[0].line;
    throw invalid(`The file is not YAML (${firstLine(error.message).replace(/ at line \d+, column \d+:?$/, '')})`, {
      where: line === undefined ? path : `${path}:${line}`,
      fix: 'Mend the file',
      cause: error,
    });
  }
  try {
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 10_000 }));
    const warnings = repeated().map((key) => ({ where: `${path}:${key.line}`, reason: describeRepeated(key) }));
    return { path, data: values.length === 1 ? values[0] : values, refusals: [], warnings };
  } catch (error) {
    throw invalid(`The file is not usable YAML (${firstLine(messageOf(error))})`, {
      where: path,
      fix: 'Mend the file',
      cause: error,
    });
  }
}

/** TOML 1.1. Dates become ISO texts. @throws Invalid with the line of the mistake */
export function parseToml(path: string, text: string): TableDocument {
  try {
    return { path, data: plain(parseTomlText(text, { integersAsBigInt: 'asNeeded' })), refusals: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw invalid(`The file is not TOML (${firstLine(error.message).replace(/^Invalid TOML document: /, '')})`, {
      where: `${path}:${error.line}`,
      fix: 'Mend the file',
      cause: error,
    });
  }
}

/** Dates and very long numbers as texts: JSONata and the graph know neither. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function jsonValue(text: string, path: string, firstLineNumber: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(messageOf(error))?.[1] ?? text.length);
    const line = firstLineNumber + text.slice(0, position).split('\n').length - 1;
    throw invalid(`The file is not JSON (${messageOf(error).replace(/ in JSON at position.*$/, '')})`, {
      where: `${path}:${line}`,
      fix: 'Mend the file',
      cause: error,
    });
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
