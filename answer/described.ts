import type { Ref } from '../schema/ref.ts';
import { answerExactly, type Exact, type ExactParts } from './exact.ts';
import type { CreateIdentify, Identified } from './identify/identify.ts';
import type { Description } from './understand/descriptions.ts';
import { splitClauses } from './understand/clauses.ts';
import { inPlainWords, writtenOut } from './understand/rewrites.ts';
import type { Memory } from './understand/understand.ts';

/** Descriptions of a question that are looked for. */
const most = 3;
/** Longer texts tell a story; what they describe is found as prose. */
const longest = 300;

/** What stands before asks which thing it is: "which partner looks after Ada, and where does she live?" */
const asksWhich = /\b(?:who|whom|which|what)\b/i;
const asksWhichThing = /\b(?:which|what)\b/i;

/** A clause that asks something: "*who do I tell*, and what's the mailbox of that team?" */
const asksItself =
  /(?:^|[.;:!?,]\s+|\s[-–]\s+)(?:(?:and|so|but)\s+)?(?:who|whom|whose|what|which|how|where|when|can|may|do i|does)\b/i;

export interface DescribedParts extends ExactParts {
  identify: CreateIdentify;
  /** Parts of the question before this one, which have an answer of their own. */
  told?: string;
}

/**
 * Answers a question about a thing that it describes and does not name: "how many people are on the team *that builds the package
 * manager*?", "*the council must agree to that*, who leads it?". The thing is found in what sources say of it; what is asked of it is
 * looked up. Undefined when nothing fits well enough, or the graph does not know the rest.
 */
export async function answerDescribed(
  question: string,
  memory: Memory,
  parts: DescribedParts,
): Promise<Exact | undefined> {
  const plain = inPlainWords(writtenOut(question));
  if (plain.length > longest) return undefined;
  const { understander, context } = parts;
  const identify = parts.identify(context);
  const clauses = clausesOf(plain);
  const asked = clauses.at(-1) ?? plain;
  const asksBefore = clauses.slice(0, -1).join(' ');
  const before = [parts.told ?? '', asksBefore].join(' ').trim();
  // Half an answer would pass for the whole.
  const isHalf = asksItself.test(asksBefore);
  const understood = await understander.understand(context.viewer, asked, { memory, on: context.on });
  for (const description of isHalf ? [] : understood.descriptions.slice(0, most)) {
    const identified = await identify({ ...description, before });
    // "Which engine is owned by the Boiler Club?" is none that is called so.
    const isNamed = description.outer === undefined && understood.mentioned.includes(identified?.ref ?? '');
    if (identified === undefined || isNamed) continue;
    const exact = await answerAbout(identified, description.outer);
    if (exact !== undefined) return exact;
  }
  // "Besides Risk, what else does its lead run?" describes nothing.
  if (before === '' || /^(?:besides|apart|aside|except|excluding|other than)\b/i.test(before)) return undefined;
  const earlier = await understander.understand(context.viewer, before, { memory, on: context.on });
  for (const kind of kindsPointedAt(understood.pointsAt)) {
    if (isHalf && !(kind === 'Person' ? asksWhich : asksWhichThing).test(asksBefore)) continue;
    const filter = earlier.descriptions.find((each) => each.kind === kind)?.filter;
    const identified = await identify({ kind, ...(filter && { filter }), words: before });
    if (identified === undefined) continue;
    const exact = await answerAbout(identified, asked, [identified.ref]);
    if (exact !== undefined) return asksWhich.test(asksBefore) ? withIdentified(exact, identified) : exact;
  }
  return undefined;

  /** @param subjects what words that point back stand for */
  async function answerAbout(
    { ref, statement }: Identified,
    outer: string | undefined,
    subjects: readonly Ref[] = [],
  ): Promise<Exact | undefined> {
    if (outer === undefined) {
      const [card] = await context.store.cards(context.viewer, [ref]);
      const finding = { statements: [statement], value: card === undefined ? null : [card.name], found: [ref] };
      return { finding, mentioned: [ref], memory: { subjects: [ref], answers: [ref] } };
    }
    const about: Memory = { ...memory, subjects: [...subjects, ...memory.subjects] };
    const exact = await answerExactly(outer, about, { understander, context, standIn: [ref] });
    const { finding } = exact;
    if (finding === undefined) return undefined;
    return {
      ...exact,
      finding: { ...finding, statements: [...finding.statements, statement] },
      memory: { ...exact.memory, subjects: [ref, ...exact.memory.subjects] },
    };
  }
}

/** Which thing it is was asked as well: two answers are no one value. */
function withIdentified(exact: Exact, { ref }: Identified): Exact {
  const { finding } = exact;
  return finding === undefined
    ? exact
    : { ...exact, finding: { ...finding, value: null, found: [...finding.found, ref] } };
}

/** Parts of a question that stand before what it asks: "a repo needs sign off from one SIG, *who are its chairs?*" */
function clausesOf(question: string): string[] {
  const parts = splitClauses(question).map(({ text }) => text);
  if (parts.length > 1) return parts;
  return question.split(/[,.;:]\s+(?=(?:so |and |but )?(?:who|what|which|how|where|whose)\b)/i);
}

/** Kinds worth looking for. "It" may be a team, a system or a project; a page is no thing of which the graph knows more. */
function kindsPointedAt(pointed: readonly (string | undefined)[]): Description['kind'][] {
  const named = pointed.filter((kind) => kind !== undefined);
  return named.length > 0 ? named : pointed.length > 0 ? ['Team', 'System', 'Project'] : [];
}
