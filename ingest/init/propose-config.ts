import { isBuiltInKind } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import { findExports, type FoundExport } from './exports.ts';
import { findOwnKinds, widenedFor, wordsForKinds } from './own-kinds.ts';
import { groupFiles, type FileGroup } from './group.ts';
import { nameSource } from './name-sources.ts';
import { type Proposal, proposeMappings } from './propose.ts';
import { type ProposedPages, proposePages } from './propose-pages.ts';
import type { ProposedConfig, ProposedSource } from './render.ts';
import { exactly, type Survey } from './survey.ts';
import type { RepeatedColumn } from '../table/fill-down.ts';
import { recognise, type Riddle } from './things.ts';
import type { FoundRows } from './rows.ts';

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
  const exports = findExports(survey.pages);
  const pageSources = proposePages(survey.pages, exports);
  const known = recognised.flatMap(({ things }) => things);
  const own = findOwnKinds(
    recognised.flatMap(({ riddles }) => riddles),
    known,
    ontology,
  );
  const proposals = proposeMappings(
    [...known, ...own.things],
    own.ontology,
    pageSources.flatMap(({ things }) => things),
  );
  const taken = new Set<string>();
  const named = (path: string) => {
    const name = nameSource(path, taken);
    taken.add(name);
    return name;
  };
  const tables = groups.flatMap((group) => {
    const mine = proposals.filter(({ things }) => things.group === group);
    if (mine.length === 0) return [];
    const name = named(group.paths.length > 1 && group.folder !== '' ? group.folder : group.path);
    return [tableSource(group, mine, { name, root })];
  });
  const exported = exports.map((each) =>
    exportSource(each, {
      name: named(each.program === 'confluence' && each.folder !== '' ? each.folder : each.program),
      root,
    }),
  );
  const pages = pageSources.map((each) => pagesSource(each, { name: named('pages'), root }));
  return {
    comments: [
      `Proposed by kiki init from the files in ${root}. What each column means is a guess from its name and its values: look through it, then try it with: kiki ingest --dry-run`,
      'docs/configuration.md explains every setting. Expressions are JSONata (jsonata.org), evaluated on one row or page.',
      ...(proposals.some(({ leftOut }) => leftOut.length > 0) ? [howToKeep] : []),
    ],
    company: 'Your company',
    schema: {
      kinds: { ...wordsForKinds(known, ontology), ...own.settings },
      relations: { ...builtInOfOwn(proposals, own.ontology), ...ownRelations(proposals) },
    },
    sources: [...tables, ...exported, ...pages],
    closing: [...describeRiddles(own.riddles), ...leftOutFiles(survey)],
  };
}

/** The relations of the company's own that mappings use: people are called `liaison` of teams. */
function ownRelations(proposals: readonly Proposal[]): ProposedConfig['schema']['relations'] {
  const nouns = [...new Set(proposals.flatMap(({ ownEnds }) => ownEnds.map(({ noun }) => noun)))];
  return Object.fromEntries(
    nouns.map((noun) => {
      const mine = proposals.flatMap(({ mapping, ownEnds }) =>
        ownEnds.filter((end) => end.noun === noun).map(({ kind }) => ({ from: kind, to: mapping.kind })),
      );
      const ends = { from: oneOrAll(mine.map(({ from }) => from)), to: oneOrAll(mine.map(({ to }) => to)) };
      return [`${noun} of`, { ...ends, inverse: noun, subject: 'to' }];
    }),
  );
}

/** The built-in relations that mappings of kinds of the company's own use. */
function builtInOfOwn(proposals: readonly Proposal[], ontology: Ontology): ProposedConfig['schema']['relations'] {
  const kinds = new Map<string, Set<string>>();
  for (const { mapping } of proposals) {
    for (const [word, { kind }] of Object.entries(mapping.relations ?? {})) {
      const key = ontology.findRelationOf(mapping.kind, word)?.relation.key;
      if (key === undefined) continue;
      const own = [mapping.kind, kind].filter((each) => each !== undefined && !isBuiltInKind(each));
      for (const each of own) kinds.set(key, new Set([...(kinds.get(key) ?? []), each ?? '']));
    }
  }
  return widenedFor(kinds);
}

function oneOrAll(kinds: readonly string[]): string | string[] {
  const [only, ...more] = new Set(kinds);
  return more.length === 0 && only !== undefined ? only : [...new Set(kinds)];
}

/** Said once, as most tables have columns of their own. */
const howToKeep =
  'To keep a column that is left out, make it a field of the kind, under schema: { kinds: { Team: { fields: { mailingList: { type: text } } } } }, and read it in the mapping, under fields: { mailingList: mailing_list }.';

/** Columns of a table whose empty cells mean the one above, as far as its mappings read them. */
function filledColumns(list: FoundRows | undefined, proposals: readonly Proposal[]): readonly RepeatedColumn[] {
  const read = proposals.filter(({ things }) => things.list === list).flatMap(({ reads }) => reads);
  return (list?.repeated ?? []).filter(({ column }) => read.some(({ path: [name] }) => name === column));
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
  const rowsOf = (list: FoundRows | undefined) => {
    const fill = filledColumns(list, proposals);
    return {
      ...(fill.length > 0 && { fill: fill.map(({ column }) => column) }),
      ...(list?.expression !== undefined && { rows: list.expression }),
    };
  };
  const filled = lists.flatMap((list) => filledColumns(list, proposals));
  const tableNames = new Map(lists.map((list, index) => [list, tableName(list.name, index)]));
  return {
    comments: [
      `${group.paths.slice(0, 3).join(', ')}${group.paths.length > 3 ? ` and ${group.paths.length - 3} more` : ''}`,
      ...filled.map(
        ({ column, empty, rows }) =>
          `${access([column])} is empty in ${empty} of ${rows} rows, always below one that has it, and is read as if it repeated that one (fill). If an empty cell means nothing: fill: [].`,
      ),
    ],
    settings: {
      name,
      kind: 'table',
      root,
      ...(more.length === 0
        ? { ...shared, ...rowsOf(first) }
        : {
            tables: Object.fromEntries(lists.map((list) => [tableNames.get(list), { ...shared, ...rowsOf(list) }])),
          }),
    },
    list: 'entities',
    mappings: proposals.map(({ things, mapping, remarks, leftOut, isUndescribed }) => {
      const { kind, ...rest } = mapping;
      const from = more.length === 0 ? {} : { from: tableNames.get(things.list) };
      return {
        comments: [
          ...(isUndescribed === true
            ? []
            : [
                `${things.rowCount} ${things.rowCount === 1 ? 'row' : 'rows'}, taken for ${kind} because of ${things.because.join(', ')}.`,
              ]),
          ...remarks.map((remark) => `${remark}.`),
          ...(leftOut.length === 0 ? [] : [`Left out: ${shortList(leftOut)}.`]),
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
  const alike = together(riddles);
  const more = alike.slice(mostListed);
  return [
    ...alike.slice(0, mostListed).map(describeRiddle),
    ...(more.length === 0 ? [] : [`Not mapped for such reasons: ${named(more.map(placeOf))}.`]),
    ...(riddles.length === 0
      ? []
      : ['To read what is not mapped, write a mapping for it: “Recipes for tables” in docs/configuration.md.']),
  ];
}

/** Lists of one file of which the same is to be said, such as those of a map of lists. */
function together(riddles: readonly Riddle[]): Riddle[][] {
  const found = new Map<string, Riddle[]>();
  for (const riddle of riddles) {
    const token = `${riddle.group.path} ${riddle.reason}`;
    found.set(token, [...(found.get(token) ?? []), riddle]);
  }
  return [...found.values()];
}

/** @param alike lists of one file of which the same is to be said */
function describeRiddle(alike: readonly Riddle[]): string {
  const columns = shortList([...new Set(alike.flatMap((riddle) => riddle.columns.map(({ path }) => access(path))))]);
  const whose = alike.length === 1 ? 'Its' : 'Their';
  return `Not mapped: ${placeOf(alike)}, because ${alike[0]?.reason ?? ''}.${columns === '' ? '' : ` ${whose} columns: ${columns}.`}`;
}

/** `units.json (groups)`, `clusters/a.yaml and 5 files like it`. */
function placeOf(alike: readonly Riddle[]): string {
  const [riddle] = alike;
  if (riddle === undefined) return '';
  const { path, paths } = riddle.group;
  const names = alike.flatMap(({ list: { name } }) => name ?? []);
  const list = names.length === 0 ? '' : ` (${shortList(names)})`;
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

/** What of hidden folders could be read if a glob named them; undefined when there are none. */
export function describeHidden({ hidden }: Pick<Survey, 'hidden'>): string | undefined {
  const [first] = hidden;
  if (first === undefined) return undefined;
  const count = hidden.reduce((sum, { files }) => sum + files, 0);
  const folders = named(hidden.map(({ folder, files }) => `${folder} (${files})`));
  const glob = exactly(first.folder);
  return `Left out: ${count} ${count === 1 ? 'table or page' : 'tables and pages'} in hidden folders: ${folders}. They are read where files: names the folder, such as '${glob}/**/*.md'.`;
}

function leftOutFiles(survey: Survey): string[] {
  const { leftOut } = survey;
  const hidden = describeHidden(survey);
  const strange = leftOut.filter(({ reason }) => reason !== 'neither a table nor a page');
  const other = leftOut.filter((file) => !strange.includes(file)).map(({ path }) => path);
  const more = strange.slice(mostListed);
  return [
    ...strange.slice(0, mostListed).map(({ path, reason }) => `Left out: ${path}: ${reason.replace(`${path}: `, '')}`),
    ...(hidden === undefined ? [] : [hidden]),
    ...(more.length === 0 ? [] : [`Left out for such reasons: ${named(more.map(({ path }) => path))}.`]),
    ...(other.length === 0
      ? []
      : [
          `Left out: ${other.length === 1 ? '1 file that is' : `${other.length} files that are`} neither table nor page: ${named(other)}.`,
        ]),
  ];
}
