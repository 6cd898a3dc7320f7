import { isBuiltInKind } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology, RelationView } from '../../schema/ontology.ts';
import { relationCalled } from '../mapping/vocabulary.ts';
import { access } from '../mapping/access.ts';
import type { Column } from './columns.ts';
import { kindNamed } from './guess-kind.ts';
import { endsFromItems, isFormer, kindOfItems, lastWord, qualifier, withoutFormer } from './other-ends.ts';
import { roleRelation } from './people-within.ts';
import { findReference, listInCell, type Reference } from './references.ts';
import type { Things } from './things.ts';

export interface ProposedRelation {
  /** The relation as kiki.yaml says it, seen from the kind. */
  word: string;
  /** JSONata of the other ends. */
  to: string;
  /** The ends are objects, which say themselves what they are. */
  isObjects: boolean;
  /** What plain values are, if the column's name or form says so. */
  by: string | undefined;
  /** Only things of this kind are meant, where the relation allows several and the values are of one. */
  kind: string | undefined;
  /** The column that says it. */
  column: Column;
  /** The kind of what the values name, where no table has them. */
  undescribed: string | undefined;
  /** Where the values were found. */
  reference: Reference | undefined;
  /** For choosing between two columns for one relation. */
  certainty: number;
  /** Of a relation that kiki.yaml has to declare: what its other end is called, and of which kind it is. */
  own: OwnEnd | undefined;
}

export interface OwnEnd {
  noun: string;
  kind: string;
}

/** Longer than this on average is prose and not a name. */
const longestName = 60;
/** What a column adds to the word for the relation, to say what its values are. */
const suffix =
  / (employee (?:no|nr|id|number|code)|ids?|no|nr|number|code|key|e ?mails?|e mail address|mail|names?|handles?|login|github|username|value|ref|position|position (id|no|number|code))$/;

/** Who leads, by a longer title: `tech_lead`. */
const leadTitle = /^((co|project|product|team|technical|tech|engineering|development) )+(leads?|leaders?|heads?)$/;
/** Who may lead, by a title or its initials, unless somebody else does: `product_manager`, `EM`. */
const managing =
  /^(((co|project|product|team|technical|tech|engineering|development) )+(managers?|owners?)|ptls?|tls?|ems?|pms?)$/;
const leading = new RegExp(`${leadTitle.source}|${managing.source}`);

/** What things of a company's own kinds call others, beside what the ontology says. */
const ofOwnKinds: readonly (readonly [RegExp, string])[] = [
  [/^(owning team|responsible( team)?|owners?|maintainers?)$/, 'owned by'],
  [/^(leads?|leaders?)$/, 'led by'],
  [leadTitle, 'led by'],
];
/** What a kind calls other things, beside what the ontology says. */
const hints: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  Person: [
    [/^(department|unit|org unit|division|squad|group|teams?|home team|cost cent(er|re) name)$/, 'member of'],
    [/^(current |main )?projects?$/, 'works on'],
  ],
  Team: [
    [/^(parent|parent (unit|group|department|team)|subteam of|department|division|belongs to|reports to)$/, 'part of'],
    [/^(chairs?|leads?|leaders?)$/, 'led by'],
    [leading, 'led by'],
    [/^(people|staff|employees|participants)$/, 'members'],
    [/^(teams|sub ?teams|squads|departments|units|groups|sub ?groups|children)$/, 'contains'],
    [/^(services|systems|applications|repos|repositories|components|products|tools)$/, 'owns'],
  ],
  System: [
    [/^(team|squad|owning team|owners?|responsible team|maintainers?|department)$/, 'owned by'],
    [/^(uses|requires|consumes|dependencies|depends on|upstream)$/, 'depends on'],
    [/^(system|domain|parent|platform)$/, 'part of'],
    [/^(sub ?systems|components|modules|children)$/, 'contains'],
  ],
  Project: [
    [leading, 'led by'],
    [/^(team|teams|members|people|assignees?|participants|contributors|squad)$/, 'worked on by'],
    [/^(programme|program|parent|epic|initiative)$/, 'part of'],
  ],
};

/** The relation that a column says, if its name is a word for one and its values can be names or ids. */
export function guessRelation(
  column: Column,
  { kind }: Things,
  all: readonly Things[],
  ontology: Ontology,
): ProposedRelation | undefined {
  const view = viewOf(column, kind, ontology);
  if (view === undefined && kind !== 'Person') return ofRole(column, ontology);
  if (view === undefined || view.relation.key === 'MENTIONS' || column.isOther) return undefined;
  const word = view.end === 'from' ? view.relation.name : view.relation.inverse;
  const kinds = ontology.otherKinds(view.relation, view.end, kind);
  if (column.items.length > 0) {
    const itemKind = kindOfItems(column, kinds, ontology);
    const ends = itemKind && endsFromItems(column, itemKind, kinds.length > 1, ontology);
    if (ends === undefined || ends === '') return undefined;
    return {
      word,
      to: ends,
      by: undefined,
      kind: itemKind,
      column,
      undescribed: undefined,
      reference: undefined,
      isObjects: true,
      certainty: 0.9,
      own: undefined,
    };
  }
  if (!readsLikeNames(column)) return undefined;
  const reference = findReference(column, all, kinds);
  // What the words of Kiki's relations mean is settled for its own kinds alone.
  if (reference === undefined && !isBuiltInKind(kind)) return undefined;
  const isMail = column.texts.flat().some((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text));
  const named = kindNamed(column.word, ontology, { isWhole: true });
  const namedKind = named !== undefined && kinds.includes(named) ? named : undefined;
  return {
    word,
    to: endsFromTexts(column, { isSplit: reference?.isSplit === true, nobody: wordsForNobody(column, all, kinds) }),
    isObjects: isFormer(lastWord(column)),
    by: isMail ? 'email' : undefined,
    kind: kinds.length === 1 ? undefined : (reference?.things.kind ?? namedKind),
    undescribed:
      reference === undefined && !isMail ? (namedKind ?? (kinds.length === 1 ? kinds[0] : undefined)) : undefined,
    column,
    reference: isMail ? undefined : reference,
    certainty: reference?.share ?? (isMail ? 0.4 : suffix.test(column.word) ? 0.2 : 0.1),
    own: undefined,
  };
}

/** People in a role that no built-in relation says: `liaisons.security`. */
function ofRole(column: Column, ontology: Ontology): ProposedRelation | undefined {
  const found = roleRelation(column, ontology);
  const to = found && endsFromItems(column, 'Person', false, ontology, found.role ?? '');
  if (found === undefined || to === undefined) return undefined;
  return {
    word: found.noun,
    to,
    by: undefined,
    kind: undefined,
    column,
    undescribed: undefined,
    reference: undefined,
    isObjects: true,
    certainty: 0.9,
    own: { noun: found.noun, kind: 'Person' },
  };
}

/** The relation that a column is called after, seen from the kind. */
export function viewOf(
  { word, path }: Pick<Column, 'word' | 'path'>,
  kind: string,
  ontology: Ontology,
): RelationView | undefined {
  const bare = word.replace(suffix, '').replace(qualifier, '');
  const last = withoutFormer(lastWord({ word, path }));
  // A field of an object within the row, such as lead.location, is not about the row itself.
  const candidates = [...new Set([word, bare, ...(bare === word ? [last] : [])])];
  for (const candidate of candidates) {
    const hint = hintsOf(kind).find(([pattern]) => pattern.test(candidate))?.[1];
    const view = hint === undefined ? relationCalled(candidate, kind, ontology) : ontology.findRelationOf(kind, hint);
    if (view !== undefined) return view;
  }
  return undefined;
}

function hintsOf(kind: string): readonly (readonly [RegExp, string])[] {
  return hints[kind] ?? (isBuiltInKind(kind) ? [] : ofOwnKinds);
}

/** How a column says who leads: as a `lead`, by a longer title, or by one that may be another's; undefined when it says nothing of it. */
export function leadOf(
  column: Pick<Column, 'word' | 'path'>,
  kind: string,
  ontology: Ontology,
): 'plain' | 'title' | 'manager' | undefined {
  const view = viewOf(column, kind, ontology);
  if (view?.relation.key !== 'LEADS' || view.end !== 'to') return undefined;
  const word = column.word.replace(suffix, '');
  if (leadTitle.test(word) || word.startsWith(`${ontology.kind(kind).singular} `)) return 'title';
  return managing.test(word) ? 'manager' : 'plain';
}

/** The name of a column without what only says what its values are: `buddy email`. */
export function withoutSuffix(word: string): string {
  return word.replace(suffix, '');
}

/** What is written where there is no other end. */
const nobody = /^(none|n\/?a|not applicable|null|nil|nobody|no ?one|tbd|tba|\?|[-–—]+)$/i;

/** Such words among the values, as they are written, unless something is called so. */
export function wordsForNobody(column: Column, all: readonly Things[], kinds: readonly string[]): string[] {
  const words = [...new Set(column.texts.flat())].filter((text) => nobody.test(text.trim()));
  const isName = (word: string) =>
    all
      .filter(({ kind }) => kinds.includes(kind))
      .some(({ identity: { key, nameColumns } }) =>
        [key, ...nameColumns].some((each) => each?.texts.flat().some((text) => fold(text) === fold(word))),
      );
  return words.filter((word) => !isName(word));
}

/** JSONata of the other ends that texts name. */
export function endsFromTexts(
  column: Column,
  { isSplit, nobody: words }: { isSplit: boolean; nobody: string[] },
): string {
  const path = access(column.path);
  const texts = isSplit ? `$split(${path}, ${String(listInCell)})` : path;
  const meant = words.length === 0 ? texts : `${texts}[$not($ in ${JSON.stringify(words)})]`;
  return isFormer(lastWord(column)) ? `${meant}.{ "id": $, "ended": true }` : meant;
}

/** Whether values are as short as names are. */
export function readsLikeNames({ texts }: Column): boolean {
  const values = texts.flat();
  const length = values.reduce((sum, value) => sum + value.length, 0);
  return values.length > 0 && length <= values.length * longestName;
}
