import type { EntityChange } from '../../graph/apply/apply.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import type { Change } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Io } from '../io.ts';
import { groupLines } from './group-lines.ts';
import { countKinds, sampleKinds } from './sample-kinds.ts';

/** Refusals and warnings shown per source; all are in the run's record and on the sources page. */
const shown = 20;
/** What a dry run tells of entities that would be new, unless all is asked for: enough to see whether the mapping is right. */
const shownOfNew = { entities: 50, lines: 8 };

export interface PrintOptions {
  dryRun: boolean;
  /** Each refusal and warning, and each new entity of a dry run with all that it would say. */
  all?: boolean | undefined;
  /** The words for relations. */
  ontology: Ontology;
}

/** What a run did, for people: counts on standard output; what was refused and is odd on standard error. Not why it failed: `printFailures`. */
export function printReport(report: RunReport, { dryRun, all = false }: PrintOptions, io: Io): void {
  const { source, status, refused, refusedCount, warnings, message, earlier = [] } = report;
  if (status === 'failed') {
    io.out(`${source}: failed, nothing was changed`);
  } else {
    io.out(`${source}: ${words[status]}; ${counts(report)}${dryRun ? ' (dry run: nothing was written)' : ''}`);
  }
  if (message !== undefined && !isFailure(report)) io.note(placed(source, message));
  // Of one that failed for a single reason, that is told at the end.
  if (status !== 'failed' || refusedCount > 1) list('refused', refused, refusedCount, all, io);
  const before = new Set(all ? [] : earlier);
  const fresh = warnings.filter((line) => !before.has(line));
  list('warning', fresh, fresh.length, all, io);
  const rest = warnings.length - fresh.length;
  if (rest > 0) io.note(`  ${rest} ${rest === 1 ? 'warning' : 'warnings'} as in an earlier run: --all shows each`);
}

/**
 * What a dry run would do to the graph, all sources together: whom and what most questions are about before words and pages, and of entities
 * that would be new some of each kind.
 */
export function printChanges(reports: readonly RunReport[], { all = false, ontology }: PrintOptions, io: Io): void {
  const changes = reports.flatMap((report) => report.changes ?? []);
  const kinds = byWeight(ontology);
  const rank = (change: EntityChange) => kinds.indexOf(kindOf(change)) + 1 || kinds.length + 1;
  const added = changes.filter(({ fate }) => fate === 'added');
  const told = new Set(all ? added : sampleKinds(added, kindOf, shownOfNew.entities));
  const shown = changes.filter((change) => change.fate !== 'added' || told.has(change));
  for (const change of shown.sort((a, b) => rank(a) - rank(b))) printChange(change, { all, ontology }, io);
  const leftOut = added.filter((change) => !told.has(change));
  if (leftOut.length > 0)
    io.out(`+ ${leftOut.length} more (${countKinds(leftOut, kindOf)}): --all shows them, --json as data`);
}

/** Kinds as they stand in refs, in the order of the ontology; those of the company's own before prose. */
function byWeight({ kinds }: Ontology): string[] {
  const prose = ['Procedure', 'Article', 'Term'];
  const names = kinds.map(({ name }) => name);
  return [...names.filter((name) => !prose.includes(name)), ...prose].map((name) => name.toLowerCase());
}

/** Why runs did not do what they should, as the last that a person reads: one line each on standard error. */
export function printFailures(reports: readonly RunReport[], io: Io): void {
  for (const { source, status, refused, refusedCount, message } of reports.filter(isFailure)) {
    const [first = 'nothing could be read'] = refused;
    const reason = message ?? (refusedCount > 1 ? `${first} (and ${refusedCount - 1} more refused)` : first);
    io.note(`${words[status]}: ${placed(source, reason)}`);
  }
}

/** Whether the command has not done what it was asked for. */
export function isFailure({ status }: RunReport): boolean {
  return status === 'failed' || status === 'stopped';
}

/** Most failures name the source themselves. */
function placed(source: string, message: string): string {
  return message.startsWith(`source ${source}`) ? message : `source ${source}: ${message}`;
}

const words: Record<RunReport['status'], string> = {
  running: 'not finished',
  done: 'done',
  partly: 'partly read',
  stopped: 'stopped',
  failed: 'failed',
};

function counts({ added, changed, unchanged, removed, refusedCount, entities }: RunReport): string {
  const records = told([
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
    [unchanged, 'unchanged'],
    [refusedCount, 'refused'],
  ]);
  const wiki = told([
    [entities.added, 'new'],
    [entities.changed, 'changed'],
    [entities.removed, 'gone'],
  ]);
  const isOfConfig = added + changed + removed === 0 && wiki !== '';
  const why = isOfConfig ? ' (by what kiki.yaml says now, such as sameAs)' : '';
  return `records: ${records === '' ? 'none' : records}; pages: ${wiki === '' ? 'no change' : wiki}${why}`;
}

function told(pairs: readonly (readonly [number, string])[]): string {
  return pairs
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

function list(what: string, lines: readonly string[], count: number, all: boolean, io: Io): void {
  const groups = all ? lines : groupLines(lines);
  for (const group of all ? groups : groups.slice(0, shown)) io.note(`  ${what}: ${group}`);
  const more = groups.length - shown;
  if (more > 0 && !all)
    io.note(`  ${more} more kinds of these (${count} in all): --all shows each, and so does /sources in the wiki`);
}

/** Whether what is said of a relation has a last day that is past. */
function isOver(said: Change['after']): boolean {
  const [, last] = (typeof said === 'string' ? /\buntil (\d{4}-\d{2}-\d{2})/.exec(said) : undefined) ?? [];
  return last !== undefined && last < new Date().toISOString().slice(0, 10);
}

/** A relation as kiki.yaml says it of the entity that it is a change of, which is its subject. */
function wordFor(key: string, ontology: Ontology): string {
  const relation = ontology.findRelation(key);
  if (relation === undefined) return key;
  return relation.subject === 'from' ? relation.name : relation.inverse;
}

const signs = { added: '+', changed: '~', removed: '-' };

function kindOf({ ref }: EntityChange): string {
  return ref.slice(0, ref.indexOf(':'));
}

function printChange(
  { ref, fate, changes }: EntityChange,
  { all, ontology }: { all: boolean; ontology: Ontology },
  io: Io,
): void {
  io.out(`${signs[fate]} ${ref}`);
  if (fate === 'removed') return;
  const lines = fate === 'added' ? changes.filter(({ about }) => about !== 'entity') : changes;
  const told = fate === 'added' && !all ? lines.slice(0, shownOfNew.lines) : lines;
  for (const change of told) io.out(`    ${describe(change, ontology)}`);
  if (lines.length > told.length) io.out(`    … ${lines.length - told.length} more`);
}

function describe({ about, name, other, before, after }: Change, ontology: Ontology): string {
  const what = about === 'relation' ? `${wordFor(name, ontology)} ${other ?? ''}` : name;
  const short = (value: Change['before']) => (value === null ? '∅' : JSON.stringify(value).slice(0, 100));
  if (about === 'passage') return `${before === null ? 'new' : after === null ? 'removed' : 'changed'} section ${what}`;
  // A relation of which nothing more is said.
  if (before === null && after === '') return what;
  const over = about === 'relation' && isOver(after) ? ' (over)' : '';
  return before === null ? `${what}: ${short(after)}${over}` : `${what}: ${short(before)} → ${short(after)}${over}`;
}
