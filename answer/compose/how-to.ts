import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { steps } from '../look-up/steps.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { headedSteps, pageOf } from './part-of-page.ts';

const howWords =
  /\b(how (do|does|did|can|could|to|should|would|will|is|are)|steps?|walk me|what do (i|we) (have to |need to )?do|what must|what happens|what (is|s) left|whats left|checklist|procedure|process|set ?up|flow|(in|which|what) (what |which )?order|order of|to-?do|what now|now what)\b/i;

/** Whether it is asked how something is done, so that the answer is a course of things. */
export function asksHow(question: string): boolean {
  return howWords.test(question);
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
  const own = finding.statements.filter(({ about }) => about?.anchor === passage.anchor);
  const lists = finding.statements.filter(({ about }) => about?.anchor !== undefined);
  const rest = finding.statements.filter(({ about }) => about?.anchor === undefined);
  return own.length > 0 ? [...rest, ...own] : lists.length === 1 ? finding.statements : undefined;
}

/** What a section with steps counts more than one without, where it is asked how something is done. */
const stepsCount = 0.1;

/** Evidence with sections that tell steps before others that are about as near. */
export function stepsFirst(evidence: readonly Evidence[]): Evidence[] {
  const score = (each: Evidence) => each.score + (tellsSteps(each.passage.text) ? stepsCount : 0);
  return [...evidence].sort((a, b) => score(b) - score(a));
}

function tellsSteps(text: string): boolean {
  return (text.match(/^\s{0,3}(?:\d{1,2}[.)]\s|#*\s*\**step \d)/gim) ?? []).length > 1;
}
