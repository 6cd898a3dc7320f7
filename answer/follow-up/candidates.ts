import { normaliseName } from '../../schema/names.ts';

/** A thing that the conversation is about. */
export interface Subject {
  kind: string;
  name: string;
}

/** What people ask next about a thing of each built-in kind, the likeliest first. `…` stands for its name. */
const askedNext: Readonly<Record<string, readonly string[]>> = {
  Person: [
    'Which teams is … in?',
    'Who does … report to?',
    'What does … lead?',
    'What does … own?',
    'Who reports to …?',
    'How do I reach …?',
  ],
  Team: [
    'Who leads …?',
    'What does … own?',
    'How many people are in …?',
    'What does … work on?',
    'How do I reach …?',
    'Which teams are part of …?',
  ],
  System: ['Who owns …?', 'What does … depend on?', 'What depends on …?', 'How do I reach whoever owns …?'],
  Project: ['What is the status of …?', 'Who owns …?', 'Who works on …?'],
  Procedure: ['What are the steps of …?', 'Who owns …?'],
  Article: ['Who owns …?'],
  Term: ['Who owns …?'],
};
/** Of kinds that a company adds. */
const askedOfOthers = ['Who owns …?', 'What is …?'];

/** More than so many candidates are not looked into. */
const most = 9;

/**
 * Questions that may be asked next, the likeliest first: of each subject in turn, so that not all are about the first. What was asked
 * before in the same words is none. Whether Kiki can answer them is another matter (follow-ups.ts).
 *
 * @param subjects what the answer is about, the nearest first
 * @param asked the questions of the conversation
 */
export function followUpCandidates(subjects: readonly Subject[], asked: readonly string[]): string[] {
  const before = new Set(asked.map(normaliseName));
  const lists = subjects.map(({ kind, name }) =>
    (askedNext[kind] ?? askedOfOthers).map((question) => question.replace('…', () => name)),
  );
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  return [...new Set(inTurn)].filter((question) => !before.has(normaliseName(question))).slice(0, most);
}
