import type { Answer } from '../../schema/answer.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Exact } from '../exact.ts';
import { followUpCandidates } from './candidates.ts';

/** Questions that are suggested below an answer, and things that they are about. */
const most = 3;
const mostSubjects = 2;

/** An answer and what it rests on. */
export interface Answered {
  answer: Pick<Answer, 'abstained' | 'citations' | 'question'>;
  exact: Exact;
  /** What was asked before in the conversation. */
  before: readonly string[];
}

export interface FollowUpReads {
  cards(refs: readonly Ref[]): Promise<EntityCard[]>;
  /** The exact answer to a question that is asked on its own. */
  answerAlone(question: string): Promise<Exact>;
}

/**
 * Two or three questions about what an answer is about that Kiki answers exactly, for this asker, with something other than it just did.
 * None where it did not know.
 */
export async function followUps(
  { answer, exact, before }: Answered,
  { cards, answerAlone }: FollowUpReads,
): Promise<string[]> {
  if (answer.abstained) return [];
  const subjects = await cards(subjectsOf({ answer, exact }));
  const chosen: string[] = [];
  const told = new Set([JSON.stringify(exact.memory.last?.query)]);
  for (const question of followUpCandidates(subjects, [...before, answer.question])) {
    if (chosen.length === most) break;
    const { finding, memory } = await answerAlone(question);
    const query = JSON.stringify(memory.last?.query);
    if (finding === undefined || !saysSomething(finding.value, finding.found) || told.has(query)) continue;
    told.add(query);
    chosen.push(question);
  }
  return chosen;
}

/** The one thing that was found, then what was asked about; of prose the page that it was found on. */
function subjectsOf({ answer, exact }: Pick<Answered, 'answer' | 'exact'>): Ref[] {
  const { finding, memory } = exact;
  const found = finding?.found.length === 1 ? finding.found : [];
  const asked = finding === undefined ? [] : memory.subjects;
  const cited = finding === undefined ? answer.citations.map(({ ref }) => ref).filter((ref) => ref !== '') : [];
  return [...new Set([...found, ...asked, ...cited])].slice(0, mostSubjects);
}

/** Whether there is something to tell: not that there is none. */
function saysSomething(value: Answer['value'], found: readonly Ref[]): boolean {
  if (value === null) return found.length > 0;
  return Array.isArray(value) ? value.length > 0 : value !== '' && value !== 0 && value !== false;
}
