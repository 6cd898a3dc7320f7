import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { type ConfigFile, parseConfigFile } from '../../schema/config-file.ts';
import { conflict, describeError, invalid, KikiError, notFound } from '../../schema/errors.ts';
import { createOntology } from '../../schema/ontology.ts';
import { openFolder } from '../files/source-folder.ts';
import { openSource } from '../open-source.ts';
import { proposeConfig } from './propose-config.ts';
import { renderConfig } from './render.ts';
import { type Survey, surveyFolder } from './survey.ts';

export interface InitInput {
  /** The folder to look at. */
  folder: string;
  /** Where the configuration goes. */
  target: string;
}

export interface Proposed {
  /** The configuration, as it was written. */
  yaml: string;
  /** What the user should know: what each source gives, what was left out. */
  notes: string[];
  /** Absolute path of the written file. */
  path: string;
}

/**
 * Looks at a folder of files and writes a starting kiki.yaml with proposed mappings.
 *
 * @throws Conflict when the file is there already; NotFound without such a folder; Invalid for a file in its place or a folder in
 *   which there is nothing to read
 */
export async function initFolder({ folder, target }: InitInput): Promise<Proposed> {
  const path = resolve(target);
  await refuseExisting(path);
  await checkFolder(folder);
  const defaults = parseConfigFile({}, path);
  const opened = openFolder(resolve(folder), {
    maximumBytes: defaults.limits.fileMegabytes * 1024 ** 2,
    where: folder,
  });
  const survey = await surveyFolder(opened);
  if (survey.tables.length + survey.pages.length === 0)
    throw invalid('There is nothing in the folder that Kiki can read', {
      where: folder,
      fix: `Put CSV, JSON, YAML or TOML tables or Markdown or HTML pages there${describeLeftOut(survey)}`,
    });
  const proposal = proposeConfig(survey, rootFrom(path, folder), createOntology());
  const yaml = renderConfig(proposal);
  const counts = await tryOut(parseConfigFile(parse(yaml), path), dirname(path));
  await write(path, yaml);
  const unnamed = 'The company is called "Your company" until you write its name under company:.';
  return { yaml, path, notes: [...counts, ...proposal.closing, unnamed] };
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists) throw alreadyThere(path);
}

function alreadyThere(path: string): KikiError {
  return conflict('The file is there already, and init never overwrites', {
    where: path,
    fix: 'Move it away, or run kiki init in another folder',
  });
}

async function checkFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch((cause: unknown) => {
    throw notFound('There is no such folder', { where: folder, fix: 'Check the path', cause });
  });
  if (!stats.isDirectory())
    throw invalid('This is a file, and a folder is expected', {
      where: folder,
      fix: `Name the folder it is in: kiki init ${dirname(folder)}`,
    });
}

function describeLeftOut({ leftOut, hidden }: Survey): string {
  const [first] = leftOut;
  if (hidden.length > 0)
    return `. What there is lies in hidden folders, which init does not look into: ${hidden.map(({ folder }) => folder).join(', ')}. Name one: kiki init ${hidden[0]?.folder ?? ''}`;
  return first === undefined ? '' : ` (left out: ${leftOut.length}, first ${first.path}: ${first.reason})`;
}

/** The folder as seen from the file: short, and right on another machine if both are moved. */
function rootFrom(target: string, folder: string): string {
  const path = relative(dirname(target), resolve(folder)).split(sep).join('/');
  return path === '' ? '.' : path;
}

/** Reads every proposed source once, so that the user is told what it gives and nothing is written that does not work. */
async function tryOut(config: ConfigFile, configFolder: string): Promise<string[]> {
  const notes: string[] = [];
  for (const source of config.sources) {
    const reader = openSource(source, { config, configFolder, variables: {} });
    try {
      const { records, refusals, warnings } = await reader.read(new Map(), () => undefined);
      const kinds = new Map<string, number>();
      for (const { draft } of records) kinds.set(draft.kind, (kinds.get(draft.kind) ?? 0) + 1);
      const counts = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
      const doubts = [
        ...(refusals.length > 0 ? [`${refusals.length} refused`] : []),
        ...(warnings.length > 0 ? [`${warnings.length} warnings`] : []),
      ];
      notes.push(`${source.name}: ${[counts === '' ? 'nothing' : counts, ...doubts].join('; ')}`);
    } catch (error) {
      if (!(error instanceof KikiError)) throw error;
      notes.push(`${source.name}: can't be read: ${describeError(error)}`);
    }
  }
  return notes;
}

async function write(path: string, yaml: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, yaml, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(path);
    throw error;
  }
}
