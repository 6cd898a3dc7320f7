import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, parseDocument, YAMLParseError } from 'yaml';
import { keepLast } from '../ingest/repeated-keys.ts';
import type { Environment } from '../schema/config.ts';
import { type ConfigFile, parseConfigFile } from '../schema/config-file.ts';
import { invalid, notFound } from '../schema/errors.ts';

export interface LoadedConfig {
  config: ConfigFile;
  /** Absolute path of kiki.yaml. */
  path: string;
  /** Folder of kiki.yaml. */
  folder: string;
  /** No kiki.yaml was given: the fictional company is shown. */
  isExample: boolean;
}

/** Where Kiki keeps its data: KIKI_DATA, else `.kiki/` beside kiki.yaml. */
export function dataFolderOf(environment: Environment, { folder }: LoadedConfig): string {
  return resolve(environment.KIKI_DATA ?? join(folder, '.kiki'));
}

/**
 * The configuration: the file that was named, else kiki.yaml in the working folder, else the example company.
 *
 * @throws NotFound or Invalid, naming the file and the place in it
 */
export function loadConfig({
  named,
  workingFolder,
  exampleFolder,
}: {
  named: string | undefined;
  workingFolder: string;
  exampleFolder: string;
}): LoadedConfig {
  const here = join(workingFolder, 'kiki.yaml');
  const isExample = named === undefined && !existsSync(here);
  const path =
    named !== undefined ? resolve(workingFolder, named) : isExample ? join(exampleFolder, 'kiki.yaml') : here;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw notFound('The configuration can’t be read', {
      where: path,
      fix: 'Check --config and KIKI_CONFIG, or write one with kiki init FOLDER',
      cause: error,
    });
  }
  return { config: parseConfigFile(parseYaml(text, path), path), path, folder: dirname(path), isExample };
}

function parseYaml(text: string, path: string): unknown {
  let data: unknown;
  try {
    data = parse(text, { merge: true });
  } catch (error) {
    const place = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    throw invalid(`The configuration is not YAML (${repeatedName(text, error) ?? yamlProblem(error)})`, {
      where: place === undefined ? path : `${path}:${place.line}:${place.col}`,
      fix: yamlFix(error),
      cause: error,
    });
  }
  if (data === null || (typeof data === 'object' && !Array.isArray(data))) return data;
  throw invalid('The configuration must consist of settings such as company: and sources:', {
    where: path,
    fix: 'See docs/configuration.md',
  });
}

/** Which setting is there twice, and where it was first; what is meant only its author knows. */
function repeatedName(text: string, error: unknown): string | undefined {
  if (!(error instanceof YAMLParseError) || error.code !== 'DUPLICATE_KEY') return undefined;
  const { options, repeated } = keepLast();
  parseDocument(text, { merge: true, ...options });
  const found = repeated().find(({ line }) => line === error.linePos?.[0].line);
  return found && `"${found.name}" is there twice, first on line ${found.before}`;
}

/** The first line of the parser's message, without the place, which is told apart. */
function yamlProblem(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return first.replace(/ at line \d+, column \d+:?$/, '');
}

/** Most often it is an expression that YAML reads as something else. */
function yamlFix(error: unknown): string {
  if (!(error instanceof YAMLParseError)) return 'Mend the file';
  const isReadOtherwise =
    ['UNEXPECTED_TOKEN', 'BAD_SCALAR_START', 'BLOCK_AS_IMPLICIT_KEY'].includes(error.code) ||
    /flow/.test(error.message);
  if (error.code === 'BAD_DQ_ESCAPE')
    return 'Put the expression in single quotes, within which a backslash stands for itself';
  if (isReadOtherwise) return 'Put an expression with a comma, bracket, quote or colon in single quotes';
  return 'Mend the file; indentation is by spaces';
}
