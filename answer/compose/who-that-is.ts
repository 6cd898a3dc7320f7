import { createProseDictionary, type ProseDictionary } from '../../graph/compute/prose-mentions.ts';
import type { NameEntry } from '../../graph/store.ts';
import { queryTerms, terms, words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Ref } from '../../schema/ref.ts';
import { execute } from '../look-up/execute.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { acronymOf } from '../understand/lexicon.ts';
import { singularWords } from '../understand/values.ts';
import { isAlternative, isDoer, placesOf } from './doers.ts';
import { splitUnits } from './excerpt.ts';

/** A question for people, which a page may answer with a post: "the Risk chairs decide". */
const asksForPeople = /\b(?:who|whom|whose|names?|which (?:people|person|folks)|what people)\b/i;
/** A question that is not answered by the name of a team. */
const asksByName =
  /\b(?:names? of|by name|who(?: all)? are (?:the|those|these|all)|(?:which|what) (?:people|persons|folks))\b/i;
/** "Who is in *the circle* that gets the keys?" */
const asksForMembers =
  /\bwho(?:['’]?s| is| are| sits)?(?: (?:actually|all|exactly|really|currently))* (?:in|on|part of) the\b/i;
/** Words that a sentence must share with the question. */
const fewestShared = 2;
/** "PR" is short for two words that begin so. */
const isInitials = /^[a-z]{2,4}$/;

interface Post {
  team: Ref;
  relation: string;
  role?: string;
}

interface Known {
  dictionary: ProseDictionary;
  /** All that a team is called, as words. */
  called: Map<Ref, string[][]>;
  roles: Roles;
  /** The teams of each sort, by what it is called: "committee". */
  sorts: Map<string, ReadonlySet<Ref>>;
}

/** The store gives the same names until the graph changes. */
const kept = new WeakMap<readonly NameEntry[], Known>();

/**
 * Who has the post that a quoted page names: "the Risk chairs decide" is told with who chairs Risk. So is who leads the one team that it
 * names, where the question asks who leads "the team I should ask". Of the first quotation only, and only where that is one.
 */
export async function whoThatIs(
  question: string,
  statements: readonly Statement[],
  context: LookUpContext,
): Promise<Statement[]> {
  const quoted = statements[0]?.quote;
  if (quoted === undefined || !asksForPeople.test(question)) return [];
  const known = await teamsOf(context);
  const post = postNamed(question, quoted, known) ?? postAsked(question, quoted, known, context);
  if (post !== undefined) return told(post, context);
  const team =
    (asksByName.test(question) ? doerNamed(question, quoted, known) : undefined) ??
    (asksForMembers.test(question) ? onlyTeamOf(question, quoted, known, context) : undefined);
  return team === undefined ? [] : told({ team, relation: 'MEMBER_OF' }, context);
}

/**
 * The one team that does what is asked, by the words of a quoted page: "voting is done by *the council*". What is asked next may mean it:
 * "and how many people is that?" Of several ways to tell it the surest is the one that counts.
 */
export async function teamThatIs(
  question: string,
  statements: readonly Statement[],
  context: LookUpContext,
): Promise<Ref | undefined> {
  const quoted = statements[0]?.quote;
  if (quoted === undefined) return undefined;
  const known = await teamsOf(context);
  const near = sentencesOn(question, quoted);
  const asked = teamAsked(question, known, context, ['which', 'what']);
  const told = new Set(known.dictionary.mentioned(question));
  const named = (sentence: string) =>
    known.dictionary.mentioned(sentence).filter((team) => !told.has(team) && (asked?.isOfSort(team) ?? true));
  const called = (team: Ref) => known.called.get(team) ?? [];
  const does = (sentence: string) => {
    const teams = named(sentence);
    const doers = teams.filter((team) => called(team).some((name) => isDoer(name, sentence)));
    const others = teams.filter((team) => called(team).some((name) => isAlternative(name, sentence)));
    return doers.length === 0 ? [] : [...doers, ...others];
  };
  const ways =
    asked === undefined
      ? [near.flatMap(does)]
      : [near.flatMap(does), sentencesOf(quoted).flatMap(does), near.flatMap(named)];
  const [first = []] = ways.map((teams) => [...new Set(teams)]).filter((teams) => teams.length > 0);
  return first.length === 1 ? first[0] : undefined;
}

/**
 * The one person by whom a quoted page answers a question who it is: of "the owner is Ada Vik for the Vault, Bo Lund for the Gate" the one of
 * the clause that has what the question names. What is asked next may mean them: "and what's *their* number?"
 */
export async function personThatIs(
  question: string,
  statements: readonly Statement[],
  { store, viewer }: LookUpContext,
): Promise<Ref | undefined> {
  const quoted = statements[0]?.quote;
  if (quoted === undefined || !asksForPeople.test(question)) return undefined;
  const names = await store.names(viewer);
  const dictionary = people.get(names) ?? peopleAmong(names);
  people.set(names, dictionary);
  const told = new Set(dictionary.mentioned(question));
  const named = (text: string) => dictionary.mentioned(text).filter((person) => !told.has(person));
  const [only, ...others] = [...new Set(sentencesOn(question, quoted).flatMap(named))];
  if (only !== undefined && others.length === 0) return only;
  // "The Ledger" is written as a name, and stands in the clause of one.
  const things = [...question.matchAll(/(?<=\s)(?:\p{Lu}[\p{L}\p{N}]+ ?)+/gu)].map(([name]) =>
    name.trim().toLowerCase(),
  );
  const clauses = sentencesOf(quoted).flatMap((sentence) => sentence.split(/[,;]\s+/));
  const beside = clauses.filter((clause) => things.some((name) => clause.toLowerCase().includes(name))).flatMap(named);
  return new Set(beside).size === 1 ? beside[0] : undefined;
}

/** The store gives the same names until the graph changes. */
const people = new WeakMap<readonly NameEntry[], ProseDictionary>();

function peopleAmong(names: readonly NameEntry[]): ProseDictionary {
  return createProseDictionary(
    names
      .filter(({ kind }) => kind === 'Person')
      .flatMap(({ ref, kind, name, aliases }) =>
        [name, ...aliases].map((each) => ({ ref, kind, name: each, nouns: [] })),
      ),
  );
}

/** "*Which committee* has the last word", "chairs *the circle* I should ask": a team is asked for, of the sort that its noun tells. */
function teamAsked(
  question: string,
  { sorts }: Known,
  { store }: LookUpContext,
  pointers: readonly string[],
): { isOfSort: (team: Ref) => boolean } | undefined {
  const nouns = new Set([...teamNouns(store.ontology), ...sorts.keys()]);
  const said = singularWords(words(question).join(' '));
  const [noun] = said.flatMap((_word, at) => {
    const isPointed = pointers.includes(said[at - 1] ?? '');
    return isPointed
      ? [2, 1].map((length) => said.slice(at, at + length).join(' ')).filter((each) => nouns.has(each))
      : [];
  });
  if (noun === undefined) return undefined;
  const sort = sorts.get(noun);
  return { isOfSort: (team) => sort?.has(team) ?? true };
}

function teamNouns(ontology: LookUpContext['store']['ontology']): string[] {
  const { singular, synonyms = [] } = ontology.kind('Team');
  return [singular, ...synonyms].map((noun) => singularWords(noun).join(' '));
}

/** The one team that the sentences on the question name, of the sort that is asked for: "access is limited to *the Low Voices*". */
function onlyTeamOf(question: string, quoted: string, known: Known, context: LookUpContext): Ref | undefined {
  const asked = teamAsked(question, known, context, ['the']);
  const told = new Set(known.dictionary.mentioned(question));
  const named = sentencesOn(question, quoted).flatMap((sentence) => known.dictionary.mentioned(sentence));
  const [team, ...others] = [...new Set(named.filter((each) => !told.has(each)))];
  return team !== undefined && others.length === 0 && asked?.isOfSort(team) === true ? team : undefined;
}

/** "The soloist is picked by *the Low Voices*." */
function doerNamed(question: string, quoted: string, { dictionary, called }: Known): Ref | undefined {
  const doers = sentencesOn(question, quoted).flatMap((sentence) => {
    const said = words(sentence);
    return dictionary
      .mentioned(sentence)
      .filter((team) => (called.get(team) ?? []).some((name) => isDoneBy(name, said)));
  });
  const [team, ...others] = [...new Set(doers)];
  return others.length > 0 ? undefined : team;
}

function isDoneBy(name: readonly string[], said: readonly string[]): boolean {
  const byThem = /\bby(?: the)?(?: members of(?: the)?)?$/;
  return placesOf(name, said).some((at) => byThem.test(said.slice(0, at).join(' ')));
}

/** Sentences of a quotation that have words of the question. */
function sentencesOn(question: string, quoted: string): string[] {
  const asked = [...new Set(queryTerms(question))];
  return sentencesOf(quoted).filter((sentence) => {
    const said = new Set(terms(sentence));
    const initials = words(sentence)
      .map((word) => word.charAt(0))
      .join('');
    const shared = asked.filter((term) => said.has(term) || (isInitials.test(term) && initials.includes(term)));
    return shared.length >= fewestShared;
  });
}

function sentencesOf(quoted: string): string[] {
  return splitUnits(plainText(quoted).replace(/(?<=\S)\n(?=\S)/g, ' '));
}

/** "The *Risk chairs* decide on the budget". */
function postNamed(question: string, quoted: string, known: Known): Post | undefined {
  const said = sentencesOn(question, quoted).flatMap((sentence) =>
    known.dictionary
      .mentioned(sentence)
      .flatMap((team) =>
        postBeside(sentence, known.called.get(team) ?? [], known.roles).map((post) => ({ team, ...post })),
      ),
  );
  const posts = new Map(said.map((post) => [JSON.stringify(post), post]));
  return posts.size === 1 ? said[0] : undefined;
}

/** "Who chairs *the circle* I should ask", where the page says "contact Risk". */
function postAsked(question: string, quoted: string, known: Known, context: LookUpContext): Post | undefined {
  const [team, ...others] = known.dictionary.mentioned(quoted);
  const pointed = teamAsked(question, known, context, ['the', 'that', 'which']);
  const posts = [...new Set(singularWords(words(question).join(' ')).flatMap((word) => known.roles.get(word) ?? []))];
  const [post] = posts;
  if (team === undefined || others.length > 0 || post === undefined || posts.length > 1) return undefined;
  return pointed?.isOfSort(team) === true ? { team, ...post } : undefined;
}

async function told({ team, relation, role }: Post, context: LookUpContext): Promise<Statement[]> {
  const finding = await execute(
    { look: 'related', of: [team], relation, end: 'to', ...(role !== undefined && { role }) },
    'list',
    context,
  );
  return finding === undefined || finding.found.length === 0 ? [] : finding.statements;
}

async function teamsOf(context: LookUpContext): Promise<Known> {
  const { store, viewer } = context;
  const names = await store.names(viewer);
  const known = kept.get(names);
  if (known !== undefined) return known;
  const { singular, plural, synonyms = [] } = store.ontology.kind('Team');
  const teams = names.filter(({ kind }) => kind === 'Team');
  const made: Known = {
    dictionary: createProseDictionary(
      teams.flatMap(({ ref, kind, name, aliases }) =>
        [name, ...aliases].map((each) => ({ ref, kind, name: each, nouns: [singular, plural, ...synonyms] })),
      ),
    ),
    called: new Map(teams.map(({ ref, name, aliases }) => [ref, [name, ...aliases].map(words)])),
    roles: await rolesOf(context),
    sorts: await sortsOfTeams(context),
  };
  kept.set(names, made);
  return made;
}

/** More than there are. */
const all = 100_000;

/** Nouns that are a sort of team here, but for those that mean any team. */
async function sortsOfTeams(context: LookUpContext): Promise<Map<string, ReadonlySet<Ref>>> {
  const { store, viewer } = context;
  const { singular, plural, fields } = store.ontology.kind('Team');
  const sorts = fields
    .filter(({ noun }) => noun === true)
    .map(async ({ name }) => {
      const values = (await store.fieldValues(viewer, 'Team', name)).map(({ value }) => value);
      return Promise.all(
        values
          .filter((value) => ![singular, plural].includes(value.toLowerCase()))
          .map(async (value) => {
            const { items } = await store.list(viewer, { kind: 'Team', where: { [name]: [value] }, limit: all });
            const teams = new Set(items.map(({ ref }) => ref));
            return [value, ...acronymOf(value)].map((noun) => [singularWords(noun).join(' '), teams] as const);
          }),
      );
    });
  return new Map((await Promise.all(sorts)).flat(2));
}

type Roles = ReadonlyMap<string, Omit<Post, 'team'>>;

/** Nouns for who leads, and roles of those who do. */
async function rolesOf({ store, viewer }: LookUpContext): Promise<Roles> {
  const { key, nouns } = store.ontology.relation('LEADS');
  const plain = (nouns?.to ?? []).map((noun) => [singularWords(noun).join(' '), { relation: key }] as const);
  const held = (await store.roles(viewer, key)).map(
    (role) => [singularWords(role).join(' '), { relation: key, role }] as const,
  );
  return new Map<string, Omit<Post, 'team'>>([...plain, ...held]);
}

/** "Risk chairs", "the Risk circle's tech leads", "chairs of Risk". */
function postBeside(sentence: string, called: readonly string[][], roles: Roles): Omit<Post, 'team'>[] {
  const said = words(sentence);
  const roleAt = (from: number, to: number) => roles.get(singularWords(said.slice(from, to).join(' ')).join(' '));
  return called.flatMap((name) =>
    placesOf(name, said).flatMap((at) => {
      const end = at + name.length;
      const of = said[at - 1] === 'the' ? at - 2 : at - 1;
      const behind = roleAt(end, end + 2) ?? roleAt(end, end + 1);
      const before = said[of] === 'of' ? (roleAt(of - 2, of) ?? roleAt(of - 1, of)) : undefined;
      return [behind ?? before ?? []].flat();
    }),
  );
}
