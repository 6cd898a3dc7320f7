import type { PagesSource } from '../../schema/config-file.ts';
import { confluence } from '../pages/exports/confluence.ts';
import { notion } from '../pages/exports/notion.ts';
import { folderOf } from './group.ts';
import type { Survey } from './survey.ts';

/** A folder that another wiki exported. */
export interface FoundExport {
  program: NonNullable<PagesSource['export']>;
  /** The folder below the one that is looked at; empty for that one itself. */
  folder: string;
  /** Its pages. */
  paths: string[];
}

type Program = FoundExport['program'] | undefined;

/** Which program exported a page, by its name and how it begins and ends. */
export function exportedBy(path: string, text: string): Program {
  if (/\.html?$/i.test(path)) {
    const isList = /(^|\/)index\.html?$/i.test(path);
    const isConfluence =
      /id=["']?main-content/.test(text) && /id=["']?(title-text|breadcrumb-section)|class=["']page-metadata/.test(text);
    return isConfluence && (isList || confluence.idOf(path) !== undefined) ? 'confluence' : undefined;
  }
  return notion.idOf(path) === undefined ? undefined : 'notion';
}

/** The exports in a folder: of Confluence each folder with its pages, of Notion the folder that holds all of them. */
export function findExports(pages: Survey['pages']): FoundExport[] {
  const pathsOf = (program: Program) => pages.filter((page) => page.exportedBy === program).map(({ path }) => path);
  const spaces = new Map<string, string[]>();
  for (const path of pathsOf('confluence')) {
    const folder = folderOf(path);
    spaces.set(folder, [...(spaces.get(folder) ?? []), path]);
  }
  const found = [...spaces].map(([folder, paths]): FoundExport => ({
    program: 'confluence',
    folder,
    paths: paths.filter(confluence.isPage),
  }));
  const notes = pathsOf('notion');
  if (notes.length > 0) found.push({ program: 'notion', folder: commonFolder(notes), paths: notes });
  return found.filter(({ paths }) => paths.length > 0);
}

/** Whether a page belongs to an export, if only as a list of its pages or an attachment. */
export function isPartOf({ program, folder, paths }: FoundExport, path: string): boolean {
  if (folder !== '' && !path.startsWith(`${folder}/`)) return false;
  if (program === 'notion') return notion.isPage(path) || /(^|\/)index\.html$/i.test(path);
  return paths.includes(path) || !confluence.isPage(path);
}

/**
 * The tables of Notion's databases that would make nothing new: those of one view where another table has all rows, and those whose
 * rows are all pages.
 */
export function coveredTables({ tables, pages }: Pick<Survey, 'tables' | 'pages'>): Set<string> {
  const paths = tables.map(({ path }) => path);
  const covered = tables.filter(({ path, lists }) => {
    const [, whole, base, all] = /^((.*) [0-9a-f]{32})(_all)?\.csv$/i.exec(path) ?? [];
    if (whole === undefined || base === undefined) return false;
    if (all === undefined && paths.includes(`${whole}_all.csv`)) return true;
    const inFolder = pages.filter(
      (page) => page.exportedBy === 'notion' && [whole, base].includes(folderOf(page.path)),
    );
    return inFolder.length > 0 && inFolder.length >= lists.reduce((sum, { rows }) => sum + rows.length, 0);
  });
  return new Set(covered.map(({ path }) => path));
}

function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => folderOf(path).split('/'));
  const [first = []] = folders;
  const depth = first.findIndex((name, index) => folders.some((folder) => folder[index] !== name));
  return (depth === -1 ? first : first.slice(0, depth)).join('/');
}
