import type { PageMapping } from '../../schema/config-file.ts';
import { slugify } from '../../schema/names.ts';
import { baseOf, folderOf } from './group.ts';
import type { PageThings } from './propose.ts';
import { type FoundExport, isPartOf } from './exports.ts';
import { exactly, type Survey } from './survey.ts';

/** A source of pages as it goes into kiki.yaml. */
export interface ProposedPages {
  globs: string[];
  /** Pages of these folders belong to other sources. */
  exclude: string[];
  encoding: string | undefined;
  count: number;
  rules: PageMapping[];
  /** What pages of folders are that are called after a kind. */
  things: PageThings[];
}

/** Folders whose pages are things of a kind. Others, such as `guides` or `docs`, hold pages of all sorts. */
const folderKinds: Readonly<Record<string, RegExp>> = {
  Person: /^(people|persons|staff|employees)$/i,
  Team: /^(teams|squads|departments)$/i,
  System: /^(systems|services|applications|apps)$/i,
  Project: /^(projects|initiatives)$/i,
  Procedure: /^(procedures|runbooks|playbooks|processes|checklists|how[-_]?tos?)$/i,
  Article: /^(articles|policies|decisions)$/i,
  Term: /^(glossary|terms)$/i,
};

const indexPages = /^(readme|index|_index)$/i;
/** What is in any folder, whatever it is called after. */
const aboutFolders =
  /^(contributing|changelog|license|licence|security|governance|maintainers|owners|template|code[-_]of[-_]conduct)([-_.].*)?$/i;

/** One source for the pages of each encoding. Folders that are called after a kind, such as `runbooks`, become rules. */
export function proposePages(all: Survey['pages'], exports: readonly FoundExport[]): ProposedPages[] {
  const pages = all.filter(({ path }) => !exports.some((each) => isPartOf(each, path)));
  const encodings = [...new Set(pages.map(({ encoding }) => encoding))];
  return encodings.map((encoding) => {
    const paths = pages.filter((page) => page.encoding === encoding).map(({ path }) => path);
    const folders = foldersOfThings(paths);
    return {
      encoding,
      things: folders.map(({ kind, things }) => ({
        kind,
        names: new Set(things.map((path) => slugify(baseOf(path)) ?? path)),
      })),
      count: paths.length,
      globs: encodings.length === 1 ? endingsOf(paths) : paths.map(exactly),
      exclude: encodings.length === 1 ? exports.map(globOf) : [],
      rules: [...folders.map(ruleOf), {}],
    };
  });
}

function globOf({ folder, program }: FoundExport): string {
  const files = program === 'confluence' ? '*.html' : '**/*.md';
  return folder === '' ? files : `${exactly(folder)}/**`;
}

function endingsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)))].map((ending) => `**/*.${ending}`);
}

interface FolderOfThings {
  folder: string;
  kind: string;
  /** Paths of its pages, without those about the folder. */
  things: string[];
  /** Those about the folder, as file names in small letters. */
  others: string[];
}

function foldersOfThings(paths: readonly string[]): FolderOfThings[] {
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== '');
  return folders.flatMap((folder): FolderOfThings[] => {
    const last = folder.split('/').at(-1) ?? '';
    const kind = Object.keys(folderKinds).find((each) => folderKinds[each]?.test(last) === true);
    const own = paths.filter((path) => folderOf(path) === folder && !indexPages.test(baseOf(path)));
    const things = own.filter((path) => !aboutFolders.test(baseOf(path)));
    if (kind === undefined || things.length < 2) return [];
    const others = own.filter((path) => !things.includes(path)).map((path) => baseOf(path).toLowerCase());
    return [{ folder, kind, things, others }];
  });
}

/** The last rule of a source takes every other page; its kind is guessed page by page. */
function ruleOf({ folder, kind, others }: FolderOfThings): PageMapping {
  const left = JSON.stringify(['readme', 'index', '_index', ...others]).replaceAll(',', ', ');
  return { when: `dir = ${JSON.stringify(folder)} and $not($lowercase(file) in ${left})`, kind };
}
