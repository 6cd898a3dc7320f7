import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { steps } from '../look-up/steps.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

const howWords =
  /\b(how (do|does|did|can|could|to|should|would|will|is|are)|steps?|walk me|what do (i|we) (have to |need to )?do|what must|what happens|what (is|s) left|whats left|checklist|procedure|process|set ?up|flow|(in|which|what) (what |which )?order|order of|to-?do|what now|now what)\b/i;

/** Whether it is asked how something is done, so that the answer is a course of things. */
export function asksHow(question: string): boolean {
  return howWords.test(question);
}

/** The steps of the procedure that the best evidence is from, when the question asks how something is done. */
export async function howTo(
  question: string,
  [best]: readonly Evidence[],
  context: LookUpContext,
): Promise<Statement[] | undefined> {
  if (best === undefined || !asksHow(question)) return undefined;
  const { passage } = best;
  const finding = await steps([passage.ref], context);
  if (finding === undefined) return undefined;
  // A page may tell how to do several things: then the list of the best section is the one.
  const own = finding.statements.filter(({ about }) => about?.anchor === passage.anchor);
  const lists = finding.statements.filter(({ about }) => about?.anchor !== undefined);
  const rest = finding.statements.filter(({ about }) => about?.anchor === undefined);
  return own.length > 0 ? [...rest, ...own] : lists.length === 1 ? finding.statements : undefined;
}
