import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
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
  let data: unknown;
  try {
    data = parse(text, { merge: true });
  } catch (error) {
    throw invalid(
      `The configuration is not YAML (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`,
      { where: path, fix: 'Mend the file', cause: error },
    );
  }
  return { config: parseConfigFile(data, path), path, folder: dirname(path), isExample };
}
