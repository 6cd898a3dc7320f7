import type { Passage } from '../../schema/entity.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { steps } from '../look-up/steps.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { headedSteps, isUnder, mayHaveHeadedSteps, pageOf } from './part-of-page.ts';

/** How it is asked how something is done. One more way is a row. */
const asksForCourse: readonly RegExp[] = [
  /\bhow (?:do|does|did|can|could|to|should|would|will|is|are|must|might)\b|\bhow\s*[?!.]*$/i,
  /\b(?:walk|guide|talk) (?:me|us) through\b|\b(?:tell|show) (?:me|us) how\b/i,
  /\bsteps?\b|\bchecklist\b|\bto-?do\b|\b(?:in|which|what) (?:what |which )?order\b|\border of\b/i,
  /\b(?:procedure|process|workflow|flow|playbook|runbook|instructions|set ?up)\b/i,
  /\bwhat(?:['’]?s| is) (?:the|our|your) (?:\w+ )?(?:drill|routine|protocol|recipe)\b/i,
  /\bwhat (?:\w+ )?(?:ha(?:s|ve)|needs?|is there|is|are) (?:still )?to (?:be done|happen|do)\b|\bwhat needs doing\b/i,
  /\bwhat (?:do|does|should|can|could|shall|would|will) (?:i|we|you|they|one|he|she|someone|somebody) (?:have to |need to |got to )?(?:do|click|send|submit|fill|prepare|arrange|start)\b/i,
  /\bwhat must\b|\bwhat happens\b|\bwhat(?: is|['’]?s) left\b|\bwhat now\b|\bnow what\b/i,
];

/** Whether it is asked how something is done, so that the answer is a course of things. */
export function asksHow(question: string): boolean {
  return asksForCourse.some((form) => form.test(question));
}

/** The step that a question names: "what do I do in step 3?". What comes before a step is not that step. */
export function askedStep(question: string): number | undefined {
  const [, before = '', digits] = /(\w*)\W{1,5}steps?\s(?:no\.?\s?|number\s|#)?(\d{1,2})\b/i.exec(` ${question}`) ?? [];
  return digits === undefined || /^(?:before|until|till|to|through)$/i.test(before) ? undefined : Number(digits);
}

/** The steps of the procedure that the best evidence is from, when the question asks how something is done. */
export async function howTo(
  question: string,
  evidence: readonly Evidence[],
  context: LookUpContext,
): Promise<Statement[] | undefined> {
  const [best] = evidence;
  if (best === undefined || !asksHow(question)) return undefined;
  const { passage } = best;
  // A list under one of several steps is not the procedure.
  if (headedSteps(passage, pageOf(passage, evidence)) !== undefined) return undefined;
  const finding = await steps([passage.ref], context);
  if (finding === undefined) return undefined;
  // A page may tell how to do several things: then the list of the best section is the one.
  const listOf = ({ about }: Statement) => pageOf(passage, evidence).find(({ anchor }) => anchor === about?.anchor);
  const lists = finding.statements.filter(({ about }) => about?.anchor !== undefined);
  const rest = finding.statements.filter(({ about }) => about?.anchor === undefined);
  const own = lists.filter(({ about }) => about?.anchor === passage.anchor);
  const [only] = lists.filter((list) => isUnder(listOf(list) ?? passage, passage.heading));
  if (own.length > 0) return [...rest, ...own];
  return only !== undefined && lists.length === 1 ? [...rest, only] : undefined;
}

/** What a section with steps counts more than one without, where it is asked how something is done. */
const stepsCount = 0.1;

/** Evidence with sections that tell steps before others that are about as near. */
export function stepsFirst(evidence: readonly Evidence[]): Evidence[] {
  const headed = new Map<string, Passage[]>();
  for (const ref of new Set(evidence.map(({ passage }) => passage.ref))) {
    const page = pageOf({ ref }, evidence);
    if (mayHaveHeadedSteps(page)) headed.set(ref, page);
  }
  const isCourse = ({ passage }: Evidence) => tellsSteps(passage, headed.get(passage.ref) ?? []);
  const score = new Map(evidence.map((each) => [each, each.score + (isCourse(each) ? stepsCount : 0)]));
  return [...evidence].sort((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0));
}

const stepLine = /^\s{0,3}(?:\d{1,2}[.)]\s|#*\s*\**step \d|[-*+]\s\[[ x]\]\s)/gim;

/** In its text, or by the headings that it stands among. */
function tellsSteps(passage: Passage, page: readonly Passage[]): boolean {
  return (
    (passage.text.match(stepLine) ?? []).length > 1 || (page.length > 0 && headedSteps(passage, page) !== undefined)
  );
}
