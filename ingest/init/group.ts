import type { Ontology } from '../../schema/ontology.ts';
import { isRow, type Row } from './columns.ts';
import { kindNamed } from './guess-kind.ts';
import type { FoundRows } from './rows.ts';
import { exactly, type FoundFile } from './survey.ts';

/** Files of one form. */
export interface FileGroup {
  /** The first file, which the group is known by. */
  path: string;
  paths: string[];
  globs: string[];
  /** The folder that all of them are in. */
  folder: string;
  encoding: string | undefined;
  /** The lists of rows in them; each becomes a table. */
  lists: FoundRows[];
}

/** Tables that share at least this part of their columns are of one form. */
const alikeRows = 0.8;
/** Files of one thing may leave out much; what the smaller one has must be in the larger one too. */
const alikeThings = { ofAll: 0.34, ofSmaller: 0.75 };

/** Puts files of one form together: all people files of a folder, a folder of teams with its archive. */
export function groupFiles(found: readonly FoundFile[], ontology: Ontology): FileGroup[] {
  const files = found.map((file) => asOthers(file, found));
  const groups: FoundFile[][] = [];
  for (const file of files) {
    const group = groups.find(([first]) => first !== undefined && isOneForm(first, file, ontology));
    if (group === undefined) groups.push([file]);
    else group.push(file);
  }
  return groups.map((group) => describe(group, files, ontology));
}

/** A file with one thing under its key is read as files beside it are that have several. */
function asOthers(file: FoundFile, all: readonly FoundFile[]): FoundFile {
  const { asOne, path } = file;
  if (asOne === undefined) return file;
  const isLikeIt = all.some(
    ({ path: other, lists: [list, ...more] }) =>
      other !== path &&
      folderOf(other) === folderOf(path) &&
      list !== undefined &&
      list.expression === asOne.expression &&
      more.length === 0 &&
      likeness(list.rows, asOne.rows).ofSmaller >= alikeThings.ofSmaller,
  );
  return isLikeIt ? { ...file, lists: [asOne] } : file;
}

function isOneForm(a: FoundFile, b: FoundFile, ontology: Ontology): boolean {
  if (anchorOf(a.path, ontology) !== anchorOf(b.path, ontology)) return false;
  if (endingOf(a.path) !== endingOf(b.path) || a.encoding !== b.encoding) return false;
  const [listA, ...moreA] = a.lists;
  const [listB, ...moreB] = b.lists;
  if (listA === undefined || listB === undefined || moreA.length + moreB.length > 0) return false;
  if (listA.expression !== listB.expression || listA.isSingle !== listB.isSingle) return false;
  const { ofAll, ofSmaller } = likeness(listA.rows, listB.rows);
  const isFolderOfThings = nearestKindFolder(a.path, ontology) !== undefined;
  if (listA.isSingle)
    return ofAll >= alikeThings.ofAll || ofSmaller >= alikeThings.ofSmaller || (isFolderOfThings && ofAll > 0);
  return ofAll >= alikeRows && kindNamed(baseOf(a.path), ontology) === kindNamed(baseOf(b.path), ontology);
}

function anchorOf(path: string, ontology: Ontology): string {
  return nearestKindFolder(path, ontology) ?? folderOf(path);
}

/** The nearest folder that is called after a kind, such as `teams` for `teams/archive/x.toml`. */
function nearestKindFolder(path: string, ontology: Ontology): string | undefined {
  const parts = folderOf(path).split('/');
  const at = parts.findLastIndex((part) => kindNamed(part, ontology, { isWhole: true }) !== undefined);
  return at === -1 ? undefined : parts.slice(0, at + 1).join('/');
}

/** Names that both have, as a share of all and of those that the smaller one has. */
function likeness(a: readonly Row[], b: readonly Row[]): { ofAll: number; ofSmaller: number } {
  const [namesA, namesB] = [namesOf(a), namesOf(b)];
  const both = [...namesA].filter((name) => namesB.has(name)).length;
  return {
    ofAll: both / Math.max(1, new Set([...namesA, ...namesB]).size),
    ofSmaller: both / Math.max(1, Math.min(namesA.size, namesB.size)),
  };
}

function namesOf(rows: readonly Row[]): Set<string> {
  return new Set(rows.slice(0, 50).flatMap((row) => Object.keys(row)));
}

function describe(group: readonly FoundFile[], all: readonly FoundFile[], ontology: Ontology): FileGroup {
  const [first] = group;
  if (first === undefined) throw new RangeError('A group of no files');
  const lists = group.length === 1 ? first.lists : [joined(group)];
  const paths = group.map(({ path }) => path);
  return {
    path: first.path,
    paths,
    globs: globsOf(group, all, ontology),
    folder: commonFolder(paths),
    encoding: first.encoding,
    lists,
  };
}

function joined(group: readonly FoundFile[]): FoundRows {
  const lists = group.flatMap(({ lists: [list] }) => list ?? []);
  const [first] = lists;
  if (first === undefined) throw new RangeError('A group without rows');
  return { ...first, rows: lists.flatMap(({ rows }) => rows).filter(isRow) };
}

/** One pattern for a folder whose files of this ending are all in the group, so that a new file is found too. */
function globsOf(group: readonly FoundFile[], all: readonly FoundFile[], ontology: Ontology): string[] {
  const paths = new Set(group.map(({ path }) => path));
  const [first = ''] = paths;
  const ending = endingOf(first);
  const isWhole = (isIn: (path: string) => boolean) =>
    all.every(({ path }) => endingOf(path) !== ending || !isIn(path) || paths.has(path));
  const anchor = anchorOf(first, ontology);
  const folders = [...new Set([...paths].map(folderOf))];
  if (paths.size > 1 && anchor !== '' && folders.length > 1 && isWhole((path) => path.startsWith(`${anchor}/`)))
    return [`${exactly(anchor)}/**/*.${ending}`];
  return folders.flatMap((folder) => {
    const mine = [...paths].filter((path) => folderOf(path) === folder);
    if (mine.length === 1 || !isWhole((path) => folderOf(path) === folder)) return mine.map(exactly);
    return [`${folder === '' ? '' : `${exactly(folder)}/`}*.${ending}`];
  });
}

function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => folderOf(path).split('/'));
  const [first = []] = folders;
  const length = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  return (length === -1 ? first : first.slice(0, length)).join('/');
}

/** Folder of a path; empty at the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** File name without its ending. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
