import type { Answer } from '../../schema/answer.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import type { EvalAnswer, EvalQuestion } from './question.ts';

/** Asks one question after the other, as an ordinary employee. @returns answers by id of the question */
export async function answerQuestions(
  ask: Ask,
  questions: readonly EvalQuestion[],
  onAnswered?: (count: number) => void,
): Promise<Map<string, EvalAnswer>> {
  const answers = new Map<string, EvalAnswer>();
  for (const { id, question } of questions) {
    answers.set(id, toEvalAnswer(id, await ask({ question, asker: anyEmployee })));
    onAnswered?.(answers.size);
  }
  return answers;
}

function toEvalAnswer(id: string, { value, text, abstained, contexts, citations }: Answer): EvalAnswer {
  return {
    id,
    answer: value ?? text,
    abstained,
    contexts,
    citations: citations.map(({ source }) => source.path).filter((path) => path !== ''),
  };
}
