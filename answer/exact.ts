import { parseRef, type Ref } from '../schema/ref.ts';
import { narrows } from './look-up/counting.ts';
import { execute } from './look-up/execute.ts';
import type { Finding, LookUpContext } from './look-up/finding.ts';
import type { Query } from './look-up/query.ts';
import { type EachAsked, eachAsked, together } from './one-of-named.ts';
import { sinceWhen } from './since-when.ts';
import { splitClauses, type Told, toldBefore } from './understand/clauses.ts';
import type { Interpretation } from './understand/interpret.ts';
import type { AskedOf } from './understand/nested.ts';
import { inPlainWords, withoutBrackets, writtenOut } from './understand/rewrites.ts';
import { placeholder } from './understand/placeholder.ts';
import { tokenise } from './understand/tokens.ts';
import { emptyMemory, type Memory, type Part, remember, type Understander } from './understand/understand.ts';

/** An exact answer from the graph, or what was understood while none was found. */
export interface Exact {
  finding?: Finding;
  /** Things that the question names. */
  mentioned: Ref[];
  /** Things that the answer is about and that it found, for follow-ups. */
  memory: Memory;
  /** Things of which it is surely asked what no source says: the question was understood, and there is nothing to tell. */
  unrecorded?: Ref[];
}

/** Ways to understand a question that are tried; a worse one rarely is what was meant. */
const attempts = 6;
const mostClauses = 4;
const mostWords = 50;
/** Questions, and parts of them taken as questions, that are looked into for one. What is asked plainly takes fewer than ten. */
const mostTries = 60;
/** Words of a question that may leave out what it is about. */
const mostElliptic = 9;
/** Questions of a conversation that are remembered. */
const remembered = 3;
/** Questions inside questions. */
const deepest = 3;
/** "List the *teams that Ada leads*": the part is all that is asked. */
const leadIn = new RegExp(
  `^(?:(?:please )?(?:list|name|show(?: me)?|give me|tell me|(?:what|which|who)(?:s| is| are))(?: all)?(?: of)? )?(?:the |all the |all )?${placeholder}$`,
  'i',
);
/** More things than this are no answer to the part of a question. */
const mostStandIns = 200;

export interface ExactParts {
  understander: Understander;
  context: LookUpContext;
  /** What the placeholder in a question stands for. */
  standIn?: readonly Ref[];
}

/** Answers a question from the graph alone, if all of it is understood and the graph knows. */
export async function answerExactly(question: string, memory: Memory, parts: ExactParts): Promise<Exact> {
  const plain = inPlainWords(writtenOut(question));
  const since = await sinceWhen(plain, memory, parts);
  if (since !== undefined) return since;
  const each = eachAsked(plain);
  const ofNamed = each?.isOne === false ? await eachByItself(each, memory, parts) : undefined;
  if (ofNamed !== undefined) return ofNamed;
  const exact = await answerInPlainWords(plain, memory, parts);
  const bare = exact.finding === undefined ? withoutBrackets(plain) : undefined;
  const again = bare === undefined ? undefined : await answerInPlainWords(inPlainWords(bare), memory, parts);
  if (again?.finding !== undefined) return again;
  return exact.finding === undefined && each?.isOne === true
    ? ((await eachByItself(each, memory, parts)) ?? exact)
    : exact;
}

/** "Which of Ada, Bo and Cy are on Risk?", "is the vault with Risk or Audit?": yes or no of each. */
async function eachByItself(asked: EachAsked, memory: Memory, parts: ExactParts): Promise<Exact | undefined> {
  const found: Exact[] = [];
  for (const text of asked.questions) {
    const exact = await answerInPlainWords(text, memory, parts);
    if (exact.finding === undefined) return undefined;
    found.push(exact);
  }
  return together(asked, found, parts.context);
}

async function answerInPlainWords(
  question: string,
  memory: Memory,
  { understander, context, standIn: given = [] }: ExactParts,
): Promise<Exact> {
  const clauses = splitClauses(question);
  // A whole letter is no question to the graph, and understanding it would take long.
  if (clauses.length > mostClauses || clauses.some(({ text }) => tokenise(text).length > mostWords))
    return { mentioned: [], memory };
  let tries = mostTries;
  const told = toldBefore(question);
  // What stands in another sentence is no word of what is asked.
  if (told?.isSentence === true) return (await afterStatement(told)) ?? { mentioned: [], memory };
  // "A or B - who has more people?" is one question, although a dash cuts it.
  if (clauses.length === 2 && tokenise(question).length <= mostWords) {
    const whole = await answerInContext(question, memory);
    const { look } = whole.memory.last?.query ?? {};
    // "The team that does releases - who leads it?" asks of what is told first, and not of two teams.
    const isOfTwo = look === 'both' && pointsBack.test(clauses[1]?.text ?? '');
    const isOne = look === 'compare' || (isCutByDash(question, clauses[1]?.text ?? '') && !isOfTwo);
    if (whole.finding !== undefined && isOne) return whole;
  }
  // "ping for the council: who leads it?", "just the number: how many ...?"
  const behindColon = /^[^:?]{2,60}:\s+(\S.*)$/s.exec(question)?.[1];
  if (clauses.length === 1 && behindColon !== undefined) {
    const whole = await answerInContext(question, memory);
    const exact = whole.finding === undefined ? await answerInContext(behindColon, memory) : whole;
    if (exact.finding !== undefined) return exact;
  }
  const found: Exact[] = [];
  let known = memory;
  for (const { text } of clauses) {
    const exact = await answerInContext(text, known);
    if (text !== clauses.at(-1)?.text && isWish.test(text)) {
      known = remember(known, { subjects: [...exact.mentioned, ...exact.memory.subjects], answers: [] });
      continue;
    }
    found.push(exact);
    known = remember(known, exact.memory);
  }
  const mentioned = [...new Set(found.flatMap((each) => each.mentioned))];
  const findings = found.flatMap(({ finding }) => finding ?? []);
  // Half an answer to a question in two parts would pass for the whole.
  const unrecorded = found.length === 1 ? found[0]?.unrecorded : undefined;
  if (findings.length === found.length && findings.length > 0)
    return { finding: joined(findings), mentioned, memory: known };
  const unknown = { mentioned, memory: known, ...(unrecorded && { unrecorded }) };
  return told === undefined ? unknown : ((await afterStatement(told)) ?? unknown);

  /** "the Risk folks sit under another team. who leads that one?": what is told first says what is asked about. */
  async function afterStatement(told: Told): Promise<Exact | undefined> {
    if (tokenise(told.statement).length > mostWords) return undefined;
    // "our treasurer - which circle is she in?"
    const isPhrase = nounPhrase.test(told.statement) && tokenise(told.statement).length <= longestPhrase;
    const before = await answerClause(isPhrase ? `who is ${told.statement}` : told.statement, memory);
    // "The team that does releases - who leads it?" tells of a team, and not of who is in two that are called so.
    if (isPhrase && !(await isDescribed(told.statement, before.finding?.found ?? []))) return undefined;
    const isOwn = isWish.test(told.statement);
    const finding = isOwn ? undefined : before.finding;
    // "Payments waits for another team. who leads it?" does not ask of Payments.
    if (finding === undefined && (await isIndefinite(told.statement))) return undefined;
    const subjects = isOwn
      ? [...before.mentioned, ...before.memory.subjects]
      : finding === undefined
        ? before.mentioned
        : [...finding.found, ...before.memory.subjects];
    const about = remember(memory, { subjects, answers: finding?.found ?? [] });
    const exact = await eachInContext(told.question, about);
    // "I go on holiday - what are the procedures?" does not ask for all of them.
    if (exact.finding === undefined || exact.memory.subjects.length === 0) return undefined;
    const statements = [...(finding?.statements ?? []), ...exact.finding.statements];
    return { ...exact, finding: { ...exact.finding, statements: [...new Set(statements)] } };
  }

  /** "who do I ask, and what channel do they use?": all of it, or nothing. */
  async function eachInContext(text: string, about: Memory): Promise<Exact> {
    const parts = splitClauses(text);
    if (parts.length === 1 || parts.length > mostClauses) return answerInContext(text, about);
    const found: Exact[] = [];
    let known = about;
    for (const part of parts) {
      const exact = await answerInContext(part.text, known);
      if (exact.finding === undefined) return { mentioned: exact.mentioned, memory: about };
      found.push(exact);
      known = remember(known, exact.memory);
    }
    return {
      finding: joined(found.flatMap((each) => each.finding ?? [])),
      mentioned: [...new Set(found.flatMap((each) => each.mentioned))],
      memory: known,
    };
  }

  /** Whether things can be what words describe, by their kind; so they can where the words describe nothing. */
  async function isDescribed(text: string, found: readonly Ref[]): Promise<boolean> {
    const { descriptions } = await understander.understand(context.viewer, `who is ${text}`, {
      memory,
      on: context.on,
    });
    const kinds = new Set(descriptions.map(({ kind }) => kind.toLowerCase()));
    return kinds.size === 0 || found.every((ref) => kinds.has(parseRef(ref).kind));
  }

  async function isIndefinite(statement: string): Promise<boolean> {
    return (await understander.understand(context.viewer, statement, { memory, on: context.on })).isIndefinite;
  }

  /** A question as it stands; else as one that leaves out what the conversation is about. */
  async function answerInContext(text: string, about: Memory): Promise<Exact> {
    const asSaid = await answerClause(text, about);
    if (asSaid.finding !== undefined || about.subjects.length + about.answers.length === 0) return asSaid;
    const again = await sameOfAnother(text, about);
    if (again !== undefined) return again;
    if (tokenise(text).length > mostElliptic) return asSaid;
    // "and who is the lead?"
    const completed = await answerClause(`${text.replace(/[?!.\s]+$/, '')} of it`, about);
    return completed.finding === undefined ? asSaid : completed;
  }

  /** "and the Payments team?": what was asked before, of something else of that kind. */
  async function sameOfAnother(text: string, about: Memory): Promise<Exact | undefined> {
    const { last } = about;
    if (last === undefined) return undefined;
    const { bare } = await understander.understand(context.viewer, text, { memory: about, on: context.on });
    for (const { kind, refs } of bare) {
      const query = await ofOthers(last.query, { kind, refs }, context);
      const finding = query && (await execute(query, last.want, context));
      if (finding !== undefined && query !== undefined)
        return {
          finding,
          mentioned: refs,
          memory: { subjects: refs, answers: finding.found, last: { ...last, query } },
        };
    }
    return undefined;
  }

  /** @param depth how many questions this one is inside of */
  async function answerClause(text: string, about: Memory, depth = 0, standIn: readonly Ref[] = given): Promise<Exact> {
    tries -= 1;
    if (tries < 0) return { mentioned: [], memory: about };
    const understood = await understander.understand(context.viewer, text, { memory: about, standIn, on: context.on });
    const { clauses: relative, phrases } = understood.parts;
    const all = understood.interpretations.filter(
      ({ query }) =>
        (!isOfSomething.test(text) || !listsSort(query, context)) &&
        (!endsWithThat.test(text) || query.look !== 'list'),
    );
    const ways = [
      () => viaParts(depth === deepest ? [] : relative, about, depth, standIn),
      () =>
        asWhole(
          all.filter(({ ignored }) => ignored.length === 0),
          understood.mentioned,
        ),
      () => viaParts(depth === deepest ? [] : phrases, about, depth, standIn),
      () => amongFound(depth === deepest ? undefined : understood.askedOf, about, depth, standIn),
      // What was understood is not known: what is left without some of its words is another question.
      () =>
        all.some((each) => isUnderstood(each, understood.mentioned))
          ? Promise.resolve(undefined)
          : asWhole(
              all.filter(({ ignored }) => ignored.length > 0),
              understood.mentioned,
            ),
    ];
    for (const way of ways) {
      const exact = await way();
      if (exact !== undefined) return exact;
    }
    const { mentioned: named, interpretations } = understood;
    const best = interpretations.find(({ unexplained }) => unexplained.length === 0);
    const memoryOfIt: Memory = { subjects: best?.subjects ?? named, answers: [] };
    return best !== undefined && isOfOneThing(best, named)
      ? { mentioned: named, memory: memoryOfIt, unrecorded: best.subjects }
      : { mentioned: named, memory: memoryOfIt };
  }

  /** Answers the first part that can be, and then the question around it. */
  async function viaParts(
    parts: readonly Part[],
    about: Memory,
    depth: number,
    standIn: readonly Ref[],
  ): Promise<Exact | undefined> {
    for (const { inner, outer, isOne } of parts) {
      // One word stands for found things; a part that has it already is answered by the question around it.
      if (standIn.length > 0 && !inner.includes(placeholder)) continue;
      const answered = await answerClause(inner, about, depth + 1, standIn);
      const things = answered.finding?.found ?? [];
      if (things.length === 0 || things.length > mostStandIns || isAllThereIs(answered)) continue;
      if (leadIn.test(outer)) return answered;
      if (isOne === true && things.length > 1 && countsOfIt.test(outer)) continue;
      // "which other systems has the team that owns it?": it was named in the part.
      const named = { ...about, subjects: [...answered.memory.subjects, ...answered.mentioned, ...about.subjects] };
      const exact = await answerClause(outer, named, depth + 1, things);
      if (exact.finding !== undefined && isOfAsked(outer, exact.finding, things)) return exact;
    }
    return undefined;
  }

  /** "Is Ada the treasurer of Risk": whether she is one of those who are. */
  async function amongFound(
    asked: AskedOf | undefined,
    about: Memory,
    depth: number,
    standIn: readonly Ref[],
  ): Promise<Exact | undefined> {
    if (asked === undefined) return undefined;
    const answered = await answerClause(asked.inner, about, depth + 1, standIn);
    const { finding } = answered;
    const [card] = await context.store.cards(context.viewer, [asked.who]);
    const [first, ...others] = finding?.statements ?? [];
    const isList = Array.isArray(finding?.value) && finding.found.length > 0 && !isAllThereIs(answered);
    if (finding === undefined || first === undefined || card === undefined || !isList) return undefined;
    if (!finding.found.every((ref) => parseRef(ref).kind === 'person')) return undefined;
    const value = finding.found.includes(asked.who);
    const text = `${value ? 'Yes' : `No, ${card.name} is not among them`}. ${first.text}`;
    return {
      finding: { statements: [{ ...first, text }, ...others], value, found: [asked.who] },
      mentioned: [asked.who, ...answered.mentioned],
      memory: { subjects: [asked.who, ...answered.memory.subjects], answers: [] },
    };
  }

  async function asWhole(interpretations: readonly Interpretation[], named: Ref[]): Promise<Exact | undefined> {
    const whole = distinct(interpretations.filter(({ unexplained }) => unexplained.length === 0)).slice(0, attempts);
    for (const { query, want, subjects, ignored } of whole) {
      const finding = await execute(query, want, context);
      // That nothing was found may be for the words that were passed over.
      if (finding !== undefined && (ignored.length === 0 || finding.found.length > 0 || query.look !== 'related'))
        return { finding, mentioned: named, memory: { subjects, answers: finding.found, last: { query, want } } };
    }
    return undefined;
  }
}

/** "*I want to join Payments* - who do I talk to?" does not ask who has joined. */
const isWish = /^(?:i|we)\b(?!.*\b(?:who|whom|whose|what|which|how|where|when)\b)/i;
const nounPhrase = /^(?:the|our|my|their) [^,.;:]+$/i;
/** Words of what is pointed at and not told of. */
const longestPhrase = 5;

/** Not by "and", where each part asks for itself. */
function isCutByDash(question: string, last: string): boolean {
  return /[-–—]\s*$/.test(question.slice(0, question.lastIndexOf(last)));
}

const pointsBack = /\b(?:it|its|they|them|their|he|him|his|she|her|there)\b/i;

/** "How many members does *the team that keeps the ledger* have", where several keep it: their sum is no answer. */
const countsOfIt = new RegExp(`\\bhow many\\b.*\\bthe ${placeholder}\\b`);

/** "How many *of what was found* ...", "which *of it* ..." ask of it, and of nothing else. */
function isOfAsked(outer: string, { found }: Finding, things: readonly Ref[]): boolean {
  return !asksOfPlaceholder.test(outer) || found.every((ref) => things.includes(ref));
}

const asksOfPlaceholder = new RegExp(
  `\\b(?:how many|number of|which|what) (?:of )?(?:the |these |those )?${placeholder}\\b`,
);

/** Every thing of a kind: "the person who has to say ok" is none in particular. */
function isAllThereIs({ memory: { last } }: Exact): boolean {
  return last !== undefined && listsAll(last.query);
}

function listsAll(query: Query): boolean {
  return query.look === 'list' && !narrows(query.filter);
}

/** Every thing of a sort: "which boards are there?" */
function listsSort(query: Query, { store }: LookUpContext): boolean {
  if (query.look !== 'list' || listsAll(query)) return query.look === 'list';
  const { kind, where = {}, ...others } = query.filter;
  const sorts = store.ontology.kind(kind).fields.flatMap(({ name, noun }) => (noun === true ? [name] : []));
  return Object.keys(others).length === 0 && Object.keys(where).every((field) => sorts.includes(field));
}

/** "How many people are *in it*" asks of something, and not how many there are. */
const isOfSomething = /\b(?:in|on|at|behind|under|do|does|did|has|have) (?:it|them|that|this|they)\b/i;

/** "Who are the leads *of that one*" does not ask for all leads. */
const endsWithThat = /\b(?:of|for|in|on) (?:it|them|that|this)(?: one)?\s*\?*$/i;

/** A relation or a field of things that are surely named. */
function isOfOneThing({ query, subjects, ignored }: Interpretation, named: readonly Ref[]): boolean {
  return (
    (query.look === 'related' || query.look === 'field' || query.look === 'id') &&
    ignored.every((word) => query.look === 'field' && verbsOfHaving.has(word)) &&
    subjects.length > 0 &&
    subjects.every((ref) => named.includes(ref))
  );
}

/** Verbs that say no more than that something has it: "which channel does Risk *use*", "which number *belongs* to Risk". */
const verbsOfHaving = new Set('use uses used belong belongs have has hold holds got keep keeps'.split(' '));

/** A field of what is surely named, or what two lists that are both said have in common: if it is not known, no other reading is meant. */
function isUnderstood(interpretation: Interpretation, named: readonly Ref[]): boolean {
  const { query, unexplained, ignored } = interpretation;
  if (unexplained.length > 0 || ignored.length > 0) return false;
  return query.look === 'both' ? query.isSaid : query.look === 'field' && isOfOneThing(interpretation, named);
}

function distinct(interpretations: readonly Interpretation[]): Interpretation[] {
  return [...new Map(interpretations.map((each) => [JSON.stringify([each.query, each.want]), each])).values()];
}

/** Several answers as one: their texts in order. What they found is no one value: a team and its two leads are not a list of three. */
function joined(findings: readonly Finding[]): Finding {
  const [only, ...others] = findings;
  if (only !== undefined && others.length === 0) return only;
  return {
    statements: findings.flatMap(({ statements }) => statements),
    value: null,
    found: findings.flatMap(({ found }) => found),
  };
}

/** What the last questions of a conversation were about. */
export async function recall(
  history: readonly { role: 'asker' | 'kiki'; text: string }[],
  parts: ExactParts,
): Promise<Memory> {
  const asked = history.filter(({ role }) => role === 'asker').slice(-remembered);
  let known = emptyMemory;
  for (const { text } of asked) {
    const { memory, mentioned } = await answerExactly(text, known, parts);
    known = remember(known, { ...memory, subjects: [...memory.subjects, ...mentioned] });
  }
  return known;
}

/** A query of other things, if it is one of things of that kind; a yes-or-no question is asked of them at the end that fits. */
async function ofOthers(
  query: Query,
  { kind, refs }: { kind: string; refs: Ref[] },
  { store, viewer }: LookUpContext,
): Promise<Query | undefined> {
  const isOfKind = async (of: readonly Ref[]) => {
    const [card] = await store.cards(viewer, of.slice(0, 1));
    return card?.kind === kind;
  };
  const [first] = refs;
  if (first === undefined) return undefined;
  if (query.look === 'holds') {
    if (await isOfKind([query.subject])) return { ...query, subject: first };
    return (await isOfKind([query.object])) ? { ...query, object: first } : undefined;
  }
  return 'of' in query && (await isOfKind(query.of)) ? { ...query, of: refs } : undefined;
}
