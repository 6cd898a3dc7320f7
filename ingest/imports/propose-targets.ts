import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import type { Column } from '../init/columns.ts';
import { guessField, guessStated } from '../init/guess-field.ts';
import { guessTableKind } from '../init/guess-kind.ts';
import { guessRelation } from '../init/guess-relation.ts';
import { guessIdentity, type Identity } from '../init/identity.ts';
import { idName } from '../init/references.ts';
import type { Things } from '../init/things.ts';

export interface ProposedTargets {
  /** By column; those for which nothing is proposed are left out. */
  targets: Record<string, string>;
  /** By column, why nothing was proposed although the name fits. */
  doubts: Record<string, string>;
}

/** What the rows of a file most likely are; people, when nothing says. */
export function likelyKind(file: string, columns: readonly Column[], ontology: Ontology): string {
  const base = file.replace(/\.[^.]+$/, '');
  const words = columns.map(({ word }) => word);
  return guessTableKind([base], words, ontology)?.kind ?? ontology.kinds[0]?.name ?? 'Person';
}

/** What each column of a file most likely means for things of a kind, by its name and values. */
export function proposeTargets(
  file: string,
  columns: readonly Column[],
  kind: string,
  ontology: Ontology,
): ProposedTargets {
  const identity = guessIdentity(kind, columns, ontology) ?? noIdentity;
  const things = thingsOf(file, columns, kind, identity);
  const targets: Record<string, string> = {};
  const doubts: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (column: Column, target: string, mayRepeat: boolean) => {
    if (taken.has(target) && !mayRepeat) return;
    taken.add(target);
    targets[columnName(column)] = target;
  };
  const stated = guessStated(columns)?.column;
  for (const column of columns) {
    const known = identityTarget(column, identity);
    if (known !== undefined) {
      take(column, known, true);
      continue;
    }
    const guess = guessField(column, kind, ontology);
    const field = guess?.expression === undefined ? undefined : guess.field;
    const relation = hasForm(field, kind, ontology) ? undefined : guessRelation(column, things, [things], ontology);
    if (relation !== undefined) take(column, `relation.${relation.word}`, false);
    else if (field !== undefined) take(column, `field.${field}`, false);
    else if (stated === access(column.path)) take(column, 'stated', false);
    if (guess?.remark !== undefined) doubts[columnName(column)] = guess.remark;
  }
  return { targets, doubts };
}

/** Days, numbers and the like that fit such a field are no names of other things, whatever the column is called. */
function hasForm(field: string | undefined, kind: string, ontology: Ontology): boolean {
  const type = field === undefined ? undefined : ontology.findField(kind, field)?.type;
  return type !== undefined && type !== 'text' && type !== 'markdown' && type !== 'list';
}

const noIdentity: Identity = { key: undefined, name: '', nameColumns: [], aliases: [], email: undefined, handles: [] };

/** A name or an address that is the key too is what it says it is: such a key needs no column of its own. */
function identityTarget(column: Column, identity: Identity): string | undefined {
  const { key, nameColumns, aliases, email, handles } = identity;
  if (nameColumns.includes(column)) return 'name';
  if (aliases.includes(column)) return 'aliases';
  if (column === email) return 'field.email';
  if (column === key) return 'key';
  return handles.includes(column) ? `id.${idName(column.word)}` : undefined;
}

function thingsOf(file: string, columns: readonly Column[], kind: string, identity: Identity): Things {
  return {
    group: { path: file, paths: [file], globs: [file], folder: '', encoding: undefined, lists: [] },
    list: { expression: undefined, name: undefined, rows: [], isSingle: false },
    each: undefined,
    kind,
    because: [],
    rowCount: Math.max(0, ...columns.map(({ filled }) => filled)),
    columns: [...columns],
    identity,
  };
}

/** A column of a file of lines has no path. */
export function columnName({ path }: Column): string {
  return path[0] ?? '';
}
