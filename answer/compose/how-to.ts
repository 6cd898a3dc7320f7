import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import { steps } from '../look-up/steps.ts';
import { bold } from '../look-up/wording.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import { asksHow } from './asks-how.ts';
import { headedSteps, isUnder, pageOf, placeOf, wholeCourse } from './part-of-page.ts';

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
  if (wholeCourse(passage, pageOf(passage, evidence)) !== undefined) return undefined;
  const finding = await steps([passage.ref], context);
  if (finding === undefined) return undefined;
  // A page may tell how to do several things: then the list of the best section is the one.
  const page = pageOf(passage, evidence);
  const listOf = ({ about }: Statement) => page.find(({ anchor }) => anchor === about?.anchor);
  const lists = finding.statements.filter(({ about }) => about?.anchor !== undefined);
  const rest = finding.statements.filter(({ about }) => about?.anchor === undefined);
  const own = lists.filter(({ about }) => about?.anchor === passage.anchor);
  const [only] = lists.filter((list) => isUnder(listOf(list) ?? passage, passage.heading));
  const told = own.length > 0 ? own : only !== undefined && lists.length === 1 ? [only] : [];
  if (told.length === 0 || !isMostOf(told, page) || told.every(asks)) return undefined;
  return [...rest, ...told.map((list) => ({ ...list, text: placed(list, listOf(list) ?? passage) }))];
}

/** Share of a section that its lists must be, to be told without the rest of it; and how long they may be. */
const listed = { least: 0.75, most: 3200 };

/** Whether lists are most of the sections that they stand in: what else is said there may be a condition, or one more step. */
function isMostOf(lists: readonly Statement[], page: readonly Passage[]): boolean {
  const anchors = lists.map(({ about }) => about?.anchor);
  const sections = page.filter(({ anchor }) => anchors.includes(anchor)).map(({ text }) => plainText(text));
  const size = lists.reduce((sum, { text }) => sum + plainText(text).length, 0);
  return size <= listed.most && size >= listed.least * sections.join('\n').length;
}

/** Whether a list is one of questions, as those of a form are: they are no steps. */
function asks({ text }: Statement): boolean {
  const entries = text.match(/^\d{1,2}\. .*(?:\n(?!\d{1,2}\. ).*)*/gm) ?? [];
  return 2 * entries.filter((entry) => /\?\W*$/.test(entry)).length > entries.length;
}

/** A list below where it is from. */
function placed({ text }: Statement, { title, heading }: Passage): string {
  return `From ${bold(placeOf(title, heading))}:\n\n${text.replace(/^\*\*[^\n]*\*\*\n\n/, '')}`;
}
