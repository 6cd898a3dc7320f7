import type { PageMapping } from '../../schema/config-file.ts';
import { baseOf, folderOf } from './group.ts';
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

/** One source for the pages of each encoding. Folders that are called after a kind, such as `runbooks`, become rules. */
export function proposePages(all: Survey['pages'], exports: readonly FoundExport[]): ProposedPages[] {
  const pages = all.filter(({ path }) => !exports.some((each) => isPartOf(each, path)));
  const encodings = [...new Set(pages.map(({ encoding }) => encoding))];
  return encodings.map((encoding) => {
    const paths = pages.filter((page) => page.encoding === encoding).map(({ path }) => path);
    return {
      encoding,
      count: paths.length,
      globs: encodings.length === 1 ? endingsOf(paths) : paths.map(exactly),
      exclude: encodings.length === 1 ? exports.map(globOf) : [],
      rules: rulesFor(paths),
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

/** The last rule takes every other page; its kind is guessed page by page. */
function rulesFor(paths: readonly string[]): PageMapping[] {
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== '');
  const rules = folders.flatMap((folder): PageMapping[] => {
    const last = folder.split('/').at(-1) ?? '';
    const kind = Object.keys(folderKinds).find((each) => folderKinds[each]?.test(last) === true);
    const things = paths.filter((path) => folderOf(path) === folder && !indexPages.test(baseOf(path)));
    if (kind === undefined || things.length < 2) return [];
    return [
      { when: `dir = ${JSON.stringify(folder)} and $not($lowercase(file) in ["readme", "index", "_index"])`, kind },
    ];
  });
  return [...rules, {}];
}
