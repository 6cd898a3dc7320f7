import type { Ontology } from '../../schema/ontology.ts';
import { fieldCalled } from '../mapping/vocabulary.ts';
import { access } from '../mapping/access.ts';
import type { Column } from './columns.ts';
import { peopleByWork } from './guess-kind.ts';

/** What tells the things of a table apart. */
export interface Identity {
  /** What identifies a row; undefined for files that hold one thing and nothing but its name. */
  key: Column | undefined;
  /** JSONata of the name. */
  name: string;
  /** Columns that the name is made of. */
  nameColumns: Column[];
  aliases: Column[];
  /** Of a person. */
  email: Column | undefined;
  /** Accounts that are one person's, such as `github`. */
  handles: Column[];
}

const idWord =
  /^(id|key|code|no|nr|number|uuid|guid|slug|ref|identifier|((personnel|position|unit|org unit) (id|no|nr|number|code)))$/;
const emailWord = /^(work |office |primary |business )?(e ?mail|mail)( address)?$/;
const handleWord =
  /^(login|username|user name|handle|nick|account|ldap|(github|gitlab|slack|irc|matrix|discord|telegram|zulip|mattermost)( (name|nick|nickname|handle|id|username|login|user|account))?)$/;
const aliasWord =
  /^(alias|aliases|also|also called|also known as|aka|known as|nickname|preferred name|acronym|abbreviation|stands for|short name|former names?|previous names?|synonyms)$/;
const nameWord = /^(name|full name|display name|display|label)$/;
const workerName = new RegExp(`^(${peopleByWork}) (full )?name$`);
const firstName = /^(first|given|fore) ?name$/;
const lastName = /^(last|family) ?name$|^surname$/;

/** Undefined when nothing in the table reads like a name. */
export function guessIdentity(kind: string, columns: readonly Column[], ontology: Ontology): Identity | undefined {
  const nouns = nounsOf(kind, ontology);
  const isCalled = ({ word }: Column, pattern: RegExp) => pattern.test(word) || pattern.test(withoutNoun(word, nouns));
  const texts = columns.filter((column) => column.texts.length > 0 && !column.isList);
  const isPerson = kind === 'Person';
  const email = isPerson ? texts.find((column) => isCalled(column, emailWord) && holdsAddresses(column)) : undefined;
  const handles = isPerson ? texts.filter((column) => isCalled(column, handleWord)) : [];
  const ids = texts.filter((column) => isCalled(column, idWord));
  const named =
    (isPerson ? nameInParts(texts) : undefined) ??
    singleName(
      texts.find((column) => isCalled(column, nameWord)) ??
        (isPerson ? texts.find(({ word }) => workerName.test(word)) : undefined) ??
        texts.find(({ word }) => nouns.includes(word) && !isField(word, kind, ontology)) ??
        (isPerson ? undefined : texts.find(({ word }) => word === 'title')) ??
        [...ids, ...handles].find(isReadable),
    );
  if (named === undefined) return undefined;
  const [nameColumn] = named.columns.length === 1 ? named.columns : [];
  return {
    key: keyAmong([...ids, email, ...handles, nameColumn]),
    name: named.expression,
    nameColumns: named.columns,
    aliases: columns.filter(
      (column) => aliasWord.test(column.word) && column.items.length === 0 && !named.columns.includes(column),
    ),
    email,
    handles,
  };
}

interface Name {
  expression: string;
  columns: Column[];
}

function nameInParts(texts: readonly Column[]): Name | undefined {
  const first = texts.find(({ word }) => firstName.test(word));
  const last = texts.find(({ word }) => lastName.test(word));
  if (first === undefined || last === undefined) return undefined;
  return { expression: `${access(first.path)} & " " & ${access(last.path)}`, columns: [first, last] };
}

function singleName(column: Column | undefined): Name | undefined {
  return column === undefined ? undefined : { expression: access(column.path), columns: [column] };
}

/** The first that tells all rows apart, else the one that most rows have. */
function keyAmong(columns: readonly (Column | undefined)[]): Column | undefined {
  const known = columns.filter((column) => column !== undefined);
  const fullest = known.reduce<Column | undefined>(
    (best, column) => (best === undefined || column.filled > best.filled ? column : best),
    undefined,
  );
  return known.find(({ isUnique }) => isUnique) ?? fullest;
}

/** What people call a thing of the kind; a column of that name is the thing's name. */
function nounsOf(kind: string, ontology: Ontology): string[] {
  const { singular, synonyms = [] } = ontology.kind(kind);
  const more: Readonly<Record<string, readonly string[]>> = { Person: ['user', 'contact'], Term: ['phrase'] };
  return [singular, ...synonyms, ...(more[kind] ?? [])];
}

/** The repository of a system is a field of it, although people call systems so too. */
function isField(word: string, kind: string, ontology: Ontology): boolean {
  return word !== ontology.kind(kind).singular && fieldCalled(word, kind, ontology) !== undefined;
}

/** `employee no`, `team id` and `person.email` are the row's own number, id and address; `manager id` is another's. */
function withoutNoun(word: string, nouns: readonly string[]): string {
  const noun = nouns.find((each) => word.startsWith(`${each} `));
  return noun === undefined ? word : word.slice(noun.length + 1);
}

function holdsAddresses({ texts }: Column): boolean {
  return texts.flat().some((value) => value.includes('@'));
}

/** A readable key is better than no name: `payments-api`. */
function isReadable({ texts }: Column): boolean {
  return texts.flat().every((value) => /\p{L}/u.test(value));
}
