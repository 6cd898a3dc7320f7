import { diffWordsWithSpace } from 'diff';
import type { Change, EntityCard, Revision } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { partLabel } from '../../schema/part-label.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import { capitalise, shorten } from '../format.ts';
import { entityPath } from '../paths.ts';
import { historyTexts } from '../texts.ts';
import type { Item } from './model.ts';

/** A stretch of a text that stayed, went or came. */
export interface DiffPiece {
  text: string;
  change: 'same' | 'removed' | 'added';
}

export interface ChangeLine {
  /** What changed: the field, the relation, the section. */
  label: string;
  /** The thing at the other end of a relation. */
  other?: Item | undefined;
  pieces: DiffPiece[];
  /** For a field: its name. */
  field?: string | undefined;
}

export interface ChangeOptions {
  kind: string | undefined;
  ontology: Ontology;
  /** Cards of entities at the other ends, as far as they are still there. */
  cardOf: ReadonlyMap<Ref, EntityCard>;
}

/** Longer texts are compared for this many milliseconds at most. */
const patience = 200;
/** Characters of unchanged text around a change that are shown. */
const context = 80;

/** The changes of a revision, or from one to another, as lines to read. */
export function presentChanges({ changes }: Pick<Revision, 'changes'>, options: ChangeOptions): ChangeLine[] {
  return changes.map((change) => presentChange(change, options));
}

function presentChange(change: Change, options: ChangeOptions): ChangeLine {
  return { ...changed(change, options), pieces: changePieces(change) };
}

/** What a change is of, without comparing what it was with what it is. */
function changed(change: Change, { kind, ontology, cardOf }: ChangeOptions): Omit<ChangeLine, 'pieces'> {
  const { name, other, before } = change;
  switch (change.about) {
    case 'entity':
      return { label: before === null ? historyTexts.wasAdded : historyTexts.wasRemoved };
    case 'relation':
      return {
        label: relationLabel(change, ontology),
        other: other === undefined ? undefined : otherItem(other, cardOf),
      };
    case 'field': {
      const spec = kind === undefined ? undefined : ontology.findField(kind, name);
      return { label: spec?.label ?? name, field: name };
    }
    case 'passage':
      return { label: historyTexts.section(name) };
    case 'redirect':
      return { label: before === null ? historyTexts.leadsHere : historyTexts.leadsHereNoMore };
    case 'verified':
      return { label: historyTexts.verified(name === 'page' ? undefined : partLabel(name, kind, ontology)) };
  }
}

/** What went and what came with a change, in one line. */
export function changePieces({ about, before, after }: Change): DiffPiece[] {
  if (about === 'entity') return [];
  return about === 'relation' ? relationPieces(before, after) : difference(before, after);
}

/** Read from the entity: the subject of the relation says which way. */
function relationLabel({ name }: Change, ontology: Ontology): string {
  const spec = ontology.findRelation(name);
  if (spec === undefined) return name;
  return spec.headings[spec.subject === 'from' ? 0 : 1];
}

function otherItem(ref: Ref, cardOf: ReadonlyMap<Ref, EntityCard>): Item {
  return { text: cardOf.get(ref)?.name ?? ref, href: entityPath(ref) };
}

/** A relation without role or dates has an empty text: then it is only there or not. */
function relationPieces(before: Value | null, after: Value | null): DiffPiece[] {
  const words = (value: Value | null, absent: string) => (value === null || value === '' ? absent : text(value));
  if (before === null) return [{ text: words(after, historyTexts.added), change: 'added' }];
  if (after === null) return [{ text: words(before, historyTexts.removed), change: 'removed' }];
  return [
    { text: words(before, '–'), change: 'removed' },
    { text: words(after, '–'), change: 'added' },
  ];
}

/** What changed between two values, word by word; stretches that stayed are shortened. */
export function difference(before: Value | null, after: Value | null): DiffPiece[] {
  if (before === null) return after === null ? [] : [{ text: shorten(text(after), 600), change: 'added' }];
  if (after === null) return [{ text: shorten(text(before), 600), change: 'removed' }];
  // Undefined when it would take too long.
  const parts = diffWordsWithSpace(text(before), text(after), { timeout: patience });
  if (parts === undefined) {
    return [
      { text: shorten(text(before), 300), change: 'removed' },
      { text: shorten(text(after), 300), change: 'added' },
    ];
  }
  return parts.map(({ value, added, removed }, index) => {
    const change = added ? 'added' : removed ? 'removed' : 'same';
    return { text: change === 'same' ? abridge(value, index === 0, index === parts.length - 1) : value, change };
  });
}

/** The beginning and the end of what stayed, where they are next to a change; the whole of it when it is short. */
export function abridge(same: string, isFirst: boolean, isLast: boolean): string {
  if (same.length <= context * 2) return same;
  const start = isFirst ? '' : same.slice(0, context);
  const end = isLast ? '' : same.slice(-context);
  return `${start} … ${end}`;
}

function text(value: Value): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A revision in a few words, for lists: `Title: Engineer → Senior engineer`, `added`. */
export function summarise(revision: Revision, options: ChangeOptions): string {
  const existence = existenceOf(revision);
  if (existence !== undefined) return existence.before === null ? historyTexts.added : historyTexts.removed;
  const [first] = revision.changes;
  if (first === undefined) return historyTexts.noChanges;
  const { label, other } = changed(first, options);
  const rest = revision.changes.length - 1;
  const values =
    first.about === 'field' && first.before !== null && first.after !== null
      ? `: ${shorten(text(first.before), 40)} → ${shorten(text(first.after), 40)}`
      : other === undefined
        ? ''
        : `: ${other.text}`;
  return `${capitalise(label)}${values}${rest > 0 ? ` and ${historyTexts.andMore(rest)}` : ''}`;
}

/** The entity that `summarise` names beside the one that changed. */
export function namedInSummary(revision: Revision): Ref | undefined {
  return existenceOf(revision) === undefined ? revision.changes[0]?.other : undefined;
}

function existenceOf({ changes }: Revision): Change | undefined {
  return changes.find(({ about }) => about === 'entity');
}
