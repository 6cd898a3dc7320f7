import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import { findExports, type FoundExport } from './exports.ts';
import { groupFiles, type FileGroup } from './group.ts';
import { nameSource } from './name-sources.ts';
import { type Proposal, proposeMappings } from './propose.ts';
import { type ProposedPages, proposePages } from './propose-pages.ts';
import type { ProposedConfig, ProposedSource } from './render.ts';
import type { Survey } from './survey.ts';
import { recognise, type Riddle } from './things.ts';

/** More files than this are named without a reason each. */
const mostListed = 8;
/** More files than this are counted. */
const mostNamed = 40;

/**
 * The starting configuration for what was found in a folder.
 *
 * @param root the folder as kiki.yaml names it
 */
export function proposeConfig(survey: Survey, root: string, ontology: Ontology): ProposedConfig {
  const groups = groupFiles(survey.tables, ontology);
  const recognised = groups.map((group) => ({ group, ...recognise(group, ontology) }));
  const proposals = proposeMappings(
    recognised.flatMap(({ things }) => things),
    ontology,
  );
  const taken = new Set<string>();
  const named = (path: string) => {
    const name = nameSource(path, taken);
    taken.add(name);
    return name;
  };
  const tables = recognised
    .filter(({ things }) => things.length > 0)
    .map(({ group }) => {
      const own = proposals.filter(({ things }) => things.group === group);
      return tableSource(group, own, {
        name: named(group.paths.length > 1 && group.folder !== '' ? group.folder : group.path),
        root,
      });
    });
  const exports = findExports(survey.pages);
  const exported = exports.map((each) =>
    exportSource(each, {
      name: named(each.program === 'confluence' && each.folder !== '' ? each.folder : each.program),
      root,
    }),
  );
  const pages = proposePages(survey.pages, exports).map((each) => pagesSource(each, { name: named('pages'), root }));
  const riddles = recognised.flatMap((each) => each.riddles);
  return {
    comments: [
      `Proposed by kiki init from the files in ${root}. What each column means is a guess from its name and its values: look through it, then try it with: kiki ingest --dry-run`,
      'docs/configuration.md explains every setting. Expressions are JSONata (jsonata.org), evaluated on one row or page.',
    ],
    company: 'Your company',
    sources: [...tables, ...exported, ...pages],
    closing: [...describeRiddles(riddles), ...leftOutFiles(survey)],
  };
}

interface Naming {
  name: string;
  root: string;
}

function tableSource(group: FileGroup, proposals: readonly Proposal[], { name, root }: Naming): ProposedSource {
  const lists = group.lists.filter((list) => proposals.some(({ things }) => things.list === list));
  const encoding = group.encoding === undefined ? {} : { encoding: group.encoding };
  const files = group.globs.length === 1 ? group.globs[0] : group.globs;
  const shared = { files, ...encoding };
  const [first, ...more] = lists;
  const rowsOf = (expression: string | undefined) => (expression === undefined ? {} : { rows: expression });
  const tableNames = new Map(lists.map((list, index) => [list, tableName(list.name, index)]));
  return {
    comments: [
      `${group.paths.slice(0, 3).join(', ')}${group.paths.length > 3 ? ` and ${group.paths.length - 3} more` : ''}`,
    ],
    settings: {
      name,
      kind: 'table',
      root,
      ...(more.length === 0
        ? { ...shared, ...rowsOf(first?.expression) }
        : {
            tables: Object.fromEntries(
              lists.map((list) => [tableNames.get(list), { ...shared, ...rowsOf(list.expression) }]),
            ),
          }),
    },
    list: 'entities',
    mappings: proposals.map(({ things, mapping, remarks, leftOut }) => {
      const { kind, ...rest } = mapping;
      const from = more.length === 0 ? {} : { from: tableNames.get(things.list) };
      return {
        comments: [
          `${things.rowCount} ${things.rowCount === 1 ? 'row' : 'rows'}, taken for ${kind} because of ${things.because.join(', ')}.`,
          ...remarks.map((remark) => `${remark}.`),
          ...(leftOut.length === 0
            ? []
            : [`Left out: ${shortList(leftOut)}. To keep one, add a field under schema: kinds: ${kind}: fields:`]),
        ],
        mapping: { kind, ...from, ...rest },
      };
    }),
  };
}

function tableName(name: string | undefined, index: number): string {
  const plain = (name ?? '').replace(/[^a-zA-Z0-9_]/g, '').slice(0, 40);
  return /^[a-zA-Z]/.test(plain) ? plain : `table${index + 1}`;
}

function exportSource({ program, folder, paths }: FoundExport, { name, root }: Naming): ProposedSource {
  const place = folder === '' ? root : root === '.' ? folder : `${root}/${folder}`;
  const called = program === 'confluence' ? 'a Confluence space' : 'a Notion workspace';
  return {
    comments: [
      `${paths.length} ${paths.length === 1 ? 'page' : 'pages'} of ${called}: see docs/sources/${program}.md.`,
    ],
    settings: {
      name,
      kind: 'pages',
      export: program,
      root: place,
      ...(program === 'confluence' && { files: ['*.html', '*.htm'] }),
    },
    list: 'pages',
    mappings: [{ comments: [], mapping: {} }],
  };
}

function pagesSource(
  { globs, exclude, encoding, count, rules }: ProposedPages,
  { name, root }: Naming,
): ProposedSource {
  return {
    comments: [
      `${count} ${count === 1 ? 'page' : 'pages'}. Kiki reads owner, dates and the like from their front matter, and takes a page for a procedure if it reads like one.`,
    ],
    settings: {
      name,
      kind: 'pages',
      root,
      files: globs.length === 1 ? globs[0] : globs,
      ...(exclude.length > 0 && { exclude }),
      ...(encoding === undefined ? {} : { encoding }),
    },
    list: 'pages',
    mappings: rules.map((mapping) => ({ comments: [], mapping })),
  };
}

function describeRiddles(riddles: readonly Riddle[]): string[] {
  const more = riddles.slice(mostListed);
  return [
    ...riddles.slice(0, mostListed).map(describeRiddle),
    ...(more.length === 0 ? [] : [`Not mapped for such reasons: ${named(more.map(placeOf))}.`]),
    ...(riddles.length === 0
      ? []
      : ['To read what is not mapped, write a mapping for it: “Recipes for tables” in docs/configuration.md.']),
  ];
}

function describeRiddle(riddle: Riddle): string {
  const columns = shortList(riddle.columns.map(({ path }) => access(path)));
  return `Not mapped: ${placeOf(riddle)}, because ${riddle.reason}.${columns === '' ? '' : ` Its columns: ${columns}.`}`;
}

/** `units.json (groups)`, `clusters/a.yaml and 5 files like it`. */
function placeOf({ group: { path, paths }, list: { name } }: Riddle): string {
  const list = name === undefined ? '' : ` (${name})`;
  if (paths.length === 1) return `${path}${list}`;
  return `${path}${list} and ${paths.length === 2 ? '1 file' : `${paths.length - 1} files`} like it`;
}

/** All of them, as far as anyone reads on. */
function named(places: readonly string[]): string {
  const more = places.length - mostNamed;
  return `${places.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return [...shown, ...(names.length > shown.length ? ['…'] : [])].join(', ');
}

function leftOutFiles({ leftOut }: Survey): string[] {
  const strange = leftOut.filter(({ reason }) => reason !== 'neither a table nor a page');
  const other = leftOut.length - strange.length;
  const more = strange.slice(mostListed);
  return [
    ...strange.slice(0, mostListed).map(({ path, reason }) => `Left out: ${path}: ${reason.replace(`${path}: `, '')}`),
    ...(more.length === 0 ? [] : [`Left out for such reasons: ${named(more.map(({ path }) => path))}.`]),
    ...(other === 0
      ? []
      : [`Left out: ${other === 1 ? '1 file that is' : `${other} files that are`} neither table nor page.`]),
  ];
}
