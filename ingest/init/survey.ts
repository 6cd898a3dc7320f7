import { escapePath } from 'tinyglobby';
import type { PagesSource } from '../../schema/config-file.ts';
import { describeError, KikiError } from '../../schema/errors.ts';
import { decode } from '../files/decode.ts';
import type { FileContent, SourceFolder } from '../files/source-folder.ts';
import { findRepeatedColumns } from '../table/fill-down.ts';
import { parseTableFile, tableEndings } from '../table/formats.ts';
import { hiddenFolder } from '../pages/unread.ts';
import { coveredTables, exportedBy } from './exports.ts';
import { type FoundRows, findRows, oneKeyed } from './rows.ts';

/** A file of rows, as it was found. */
export interface FoundFile {
  path: string;
  /** Set when the file is not UTF-8. */
  encoding: string | undefined;
  lists: FoundRows[];
  /** What it holds if it is a map of things with one thing in it, as other files of its form may tell. */
  asOne?: FoundRows;
}

export interface Survey {
  tables: FoundFile[];
  pages: { path: string; encoding: string | undefined; exportedBy: PagesSource['export'] }[];
  /** Files that nothing can be made of, and why. */
  leftOut: { path: string; reason: string }[];
  /** Folders whose names begin with a dot, with how many tables and pages they hold. */
  hidden: { folder: string; files: number }[];
}

/** Files that are not UTF-8 are most often in this: Western Windows, of which Latin-1 is a part. */
const otherEncoding = 'windows-1252';
const pageEndings = ['md', 'markdown', 'html', 'htm'];
/** Texts are read as tables only when a config says so: most are letters and notes. */
const endingsOfTables = tableEndings.filter((ending) => ending !== 'txt');

/** Looks at every file of a folder, and says what it holds. */
export async function surveyFolder(folder: SourceFolder): Promise<Survey> {
  const survey: Survey = { tables: [], pages: [], leftOut: [], hidden: await findHidden(folder) };
  for (const path of await folder.find(['**/*'], [])) {
    const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    const isTable = endingsOfTables.includes(ending);
    if (!isTable && !pageEndings.includes(ending)) {
      survey.leftOut.push({ path, reason: 'neither a table nor a page' });
      continue;
    }
    try {
      const content = await folder.read(path);
      const { text, encoding } = decodeAny(content);
      if (!isTable) {
        survey.pages.push({ path, encoding, exportedBy: exportedBy(path, text) });
        continue;
      }
      const { data, lines } = parseTableFile(path, text, {});
      const lists = findRows(data).map((list) =>
        lines === undefined ? list : { ...list, repeated: findRepeatedColumns([list.rows]) },
      );
      const asOne = oneKeyed(data);
      if (lists.length > 0) survey.tables.push({ path, encoding, lists, ...(asOne !== undefined && { asOne }) });
      else survey.leftOut.push({ path, reason: 'no rows in it' });
    } catch (error) {
      if (!(error instanceof KikiError)) throw error;
      survey.leftOut.push({ path, reason: describeError(error) });
    }
  }
  const covered = coveredTables(survey);
  return {
    ...survey,
    tables: survey.tables.filter(({ path }) => !covered.has(path)),
    leftOut: [
      ...survey.leftOut,
      ...[...covered].map((path) => ({ path, reason: 'what is in it is in the pages of the Notion export too' })),
    ],
  };
}

/** Folders that begin with a dot and hold what could be read. */
async function findHidden(folder: SourceFolder): Promise<Survey['hidden']> {
  const globs = [...endingsOfTables, ...pageEndings].flatMap((ending) => [`.*/**/*.${ending}`, `**/.*/**/*.${ending}`]);
  const counts = new Map<string, number>();
  for (const path of await folder.find(globs, [])) {
    const hidden = hiddenFolder(path);
    if (hidden !== undefined) counts.set(hidden, (counts.get(hidden) ?? 0) + 1);
  }
  return [...counts].map(([hidden, files]) => ({ folder: hidden, files }));
}

/** The text of a file of which nobody says how it is encoded. @throws Invalid for what is no text */
export function decodeAny(content: FileContent): { text: string; encoding: string | undefined } {
  try {
    return { text: decode(content), encoding: undefined };
  } catch (error) {
    // Any bytes are text in it, so what is not UTF-8 because it is binary must not get there.
    if (content.bytes.includes(0)) throw error;
    return { text: decode(content, otherEncoding), encoding: otherEncoding };
  }
}

/** The glob that matches just this path. */
export function exactly(path: string): string {
  return escapePath(path);
}
