import { createProseDictionary, type ProseDictionary } from '../../graph/compute/prose-mentions.ts';
import type { NameEntry } from '../../graph/store.ts';
import { queryTerms, terms, words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Ref } from '../../schema/ref.ts';
import { execute } from '../look-up/execute.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { singularWords } from '../understand/values.ts';
import { splitUnits } from './excerpt.ts';

/** A question for people, which a page may answer with a post: "the Risk chairs decide". */
const asksForPeople = /\b(?:who|whom|whose|names?|which (?:people|person|folks)|what people)\b/i;
/** A question that is not answered by the name of a team. */
const asksByName =
  /\b(?:names? of|by name|who(?: all)? are (?:the|those|these|all)|(?:which|what) (?:people|persons|folks))\b/i;
/** Words that a sentence must share with the question. */
const fewestShared = 2;

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
  const team = asksByName.test(question) ? doerNamed(question, quoted, known) : undefined;
  return team === undefined ? [] : told({ team, relation: 'MEMBER_OF' }, context);
}

/**
 * The one team that does what is asked, by the words of a quoted page: "voting is done by *the council*". What is asked next may mean it:
 * "and how many people is that?"
 */
export async function teamThatIs(
  question: string,
  statements: readonly Statement[],
  context: LookUpContext,
): Promise<Ref | undefined> {
  const quoted = statements[0]?.quote;
  return quoted === undefined ? undefined : doerNamed(question, quoted, await teamsOf(context));
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

/** Where a name stands among words. */
function placesOf(name: readonly string[], said: readonly string[]): number[] {
  if (name.length === 0) return [];
  return said.flatMap((_, at) => (name.every((word, index) => said[at + index] === word) ? [at] : []));
}

/** Sentences of a quotation that have words of the question. */
function sentencesOn(question: string, quoted: string): string[] {
  const asked = new Set(queryTerms(question));
  return splitUnits(plainText(quoted).replace(/(?<=\S)\n(?=\S)/g, ' ')).filter(
    (sentence) => new Set(terms(sentence).filter((term) => asked.has(term))).size >= fewestShared,
  );
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
function postAsked(
  question: string,
  quoted: string,
  { dictionary, roles }: Known,
  { store }: LookUpContext,
): Post | undefined {
  const [team, ...others] = dictionary.mentioned(quoted);
  const { singular, synonyms = [] } = store.ontology.kind('Team');
  const nouns = [singular, ...synonyms].map((noun) => singularWords(noun).join(' '));
  const said = singularWords(words(question).join(' '));
  const pointsAt = said.some(
    (word, at) => ['the', 'that', 'which'].includes(said[at - 1] ?? '') && nouns.includes(word),
  );
  const asked = [...new Set(said.flatMap((word) => roles.get(word) ?? []))];
  const [post] = asked;
  return team === undefined || others.length > 0 || !pointsAt || post === undefined || asked.length > 1
    ? undefined
    : { team, ...post };
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
  };
  kept.set(names, made);
  return made;
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
