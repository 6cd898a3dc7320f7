import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import { escapePattern } from '../../schema/escape-pattern.ts';
import { execute } from '../look-up/execute.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { bold } from '../look-up/wording.ts';
import { splitUnits } from './excerpt.ts';
import { citing, placeOf } from './part-of-page.ts';

/** A question for a person by name. */
const asksForName = /\b(?:who|whom|whose|names?|called)\b/i;

const nouns =
  'Head|Director|Chief|President|Manager|Officer|Lead|Chair|Coordinator|Co-ordinator|Secretary|Treasurer|Administrator|Champion|Counsel|Controller|Registrar|Principal|Partner|Supervisor|Ombudsman';
const word = String.raw`\p{Lu}[\p{L}’'-]*`;
/** "Head of People", "Chief Data Officer", "Director of Policy and Research": written as a name, with a word of rank in it. */
const post = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:${word} ){0,4}(?:${nouns})(?: (?:of|for) (?:the )?${word}(?:(?: (?:and|&))? ${word}){0,3})?)(?![\p{L}\p{N}])`,
  'gu',
);
/** What begins a sentence is written as a name without being one. */
const leadIn =
  /^(?:The|Our|A|An|Your|Their|Its|If|When|Ask|Contact|Please|Let|Email|Tell|Any|Each|Every|To|By|And|Or) /u;

/** Posts that are named where a page is quoted, at most: of more it is not clear which is meant. */
const mostPosts = 2;
/** Sections that are looked into for who holds one. */
const looked = 40;
/** "Ada Vik", "Gurps"; words of rank are none. */
const holder = String.raw`(?!(?:${nouns}|The|Our|If|See|And|Or|Who|You|We|Your)\b)${word}(?: (?!(?:${nouns})\b)${word}){0,2}`;

/** "Who is our data protection officer?": a post by the words of the asker. */
const asked = new RegExp(
  String.raw`^(?:and )?who(?:['’]?s| is) (?:our|the) ((?:[\p{L}-]+ ){0,4}?(?:${nouns})(?: (?:of|for) (?:the )?[\p{L}-]+(?: [\p{L}&-]+){0,3})?)\s*\?*$`,
  'iu',
);

/** The post that a question asks for and nothing else; "director" alone is anybody's. */
function postAsked(question: string): string | undefined {
  const said = asked.exec(question)?.[1];
  return said?.includes(' ') === true ? said : undefined;
}

/** A pattern for words however they are written and wherever their lines end, beside others of which case matters. */
function inAnyCase(said: string): string {
  return escapePattern(said)
    .replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)
    .replaceAll(' ', String.raw`\s+`);
}

/** How pages say who holds a post. One more is a row; the holder is what is told in brackets. */
function sayings(said: string): RegExp[] {
  const name = inAnyCase(said);
  return [
    // Ada Vik (Head of People), Ada Vik (our Head of People)
    String.raw`(${holder})\s+\((?:our |the )?${name}\)`,
    // the Head of People (Ada Vik)
    String.raw`${name}\s+\((${holder})\)`,
    // Head of People: Ada Vik
    String.raw`^\W*${name}\s*[:–-]\s*(${holder})\W*$`,
    // Ada Vik, our Head of People; Ada Vik is the Head of People
    String.raw`(${holder})(?:,| is| as)\s+(?:currently )?(?:our|the)\s+${name}(?![\p{L}\p{N}])`,
    // Our Head of People is Ada Vik; our Head of People, Ada Vik
    String.raw`(?:[Oo]ur|[Tt]he)\s+${name}(?: is|,)\s+(${holder})(?=[.,;)]|$)`,
    // a row of a table
    String.raw`\|\s*${name}\s*\|\s*(${holder})\s*\|`,
    String.raw`\|\s*(${holder})\s*\|\s*${name}\s*\|`,
  ].map((form) => new RegExp(form, 'mu'));
}

/**
 * Who holds the post that a quoted page names, where the graph or another page tells it: "appeals go to the Head of People" is told with
 * "Contact: Ada Vik (Head of People)". Of the first quotation only. Nothing where pages disagree.
 */
export async function postHolder(
  question: string,
  statements: readonly Statement[],
  context: LookUpContext,
): Promise<Statement[]> {
  const quote = statements[0]?.quote;
  if (quote === undefined || !asksForName.test(question)) return [];
  const posts = postsIn(quote);
  if (posts.length > mostPosts) return [];
  const told = await Promise.all(
    posts.map(async (each) => {
      const inGraph = await withTitle(each, context);
      if (inGraph !== undefined) return inGraph;
      const held = await holderOnPages(each, context);
      return held === undefined || plainText(quote).includes(held.name) ? [] : [statementOf(each, held)];
    }),
  );
  return told.flat();
}

/** Who holds the post that is asked for and nothing else, where one page or several that agree tell it: "who is our data protection officer?" */
export async function holderAsked(
  question: string,
  context: LookUpContext,
): Promise<{ statement: Statement; value: string } | undefined> {
  const said = postAsked(question);
  const held = said === undefined ? undefined : await holderOnPages(said, context);
  if (said === undefined || held === undefined) return undefined;
  return { statement: statementOf(`${said.charAt(0).toUpperCase()}${said.slice(1)}`, held), value: held.name };
}

/**
 * Whether a post is asked for and nothing else, and what was found speaks of it without saying who holds it: "the Finance Director approves
 * it". A heading that is called so, or "the on-call lead is whoever ...", may say it in its own way.
 *
 * @param found sections that would be quoted
 */
export function isHeldByNobodyTold(
  question: string,
  found: readonly Pick<Passage, 'title' | 'heading' | 'text'>[],
): boolean {
  const said = postAsked(question);
  if (said === undefined) return false;
  const name = inAnyCase(said);
  const speaks = new RegExp(name, 'u');
  const tells = new RegExp(String.raw`${name}\s*(?:[(|:–]|- |is\b|are\b|will\b)`, 'u');
  const headed = found.some(({ title, heading }) => [title, ...heading].some((each) => speaks.test(each)));
  const text = found.map((each) => plainText(each.text)).join('\n');
  return !headed && speaks.test(text) && !tells.test(text);
}

/** The posts that a text names, each once. */
export function postsIn(text: string): string[] {
  const found = [...plainText(text).replace(/\s+/g, ' ').matchAll(post)].map(([said]) => said.replace(leadIn, ''));
  // "Director" alone is anybody's.
  return [...new Set(found.filter((said) => said.includes(' ')))];
}

/** People whose title it is. */
async function withTitle(title: string, context: LookUpContext): Promise<Statement[] | undefined> {
  const finding = await execute(
    { look: 'list', filter: { kind: 'Person', where: { title: [title] } } },
    'list',
    context,
  );
  return finding === undefined || finding.found.length !== 1 ? undefined : finding.statements;
}

async function holderOnPages(said: string, { store, viewer }: LookUpContext): Promise<Told | undefined> {
  const hits = await store.searchText(viewer, said, { limit: looked });
  const forms = sayings(said);
  const passages = await store.passages(
    viewer,
    hits.map(({ id }) => id),
  );
  const told = passages.filter(({ card }) => !card).flatMap((passage) => toldIn(passage, forms));
  const [first, ...others] = told;
  return others.every(({ name }) => name === first?.name) ? first : undefined;
}

interface Told {
  passage: Passage;
  name: string;
  unit: string;
}

function toldIn(passage: Passage, forms: readonly RegExp[]): Told[] {
  return splitUnits(plainText(passage.text)).flatMap((unit) =>
    forms.flatMap((form) => {
      const [, name] = form.exec(unit) ?? [];
      return name === undefined ? [] : [{ passage, name, unit: unit.trim() }];
    }),
  );
}

function statementOf(said: string, { passage, name, unit }: Told): Statement {
  return {
    text: `${said}: **${name}**. From ${bold(placeOf(passage.title, passage.heading))}:\n\n> ${unit.replaceAll('\n', '\n> ')}`,
    ...citing(passage),
    quote: unit,
  };
}
