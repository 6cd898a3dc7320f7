import { invalid } from '../../schema/errors.ts';
import { evalQuestion, type EvalQuestion } from './question.ts';

/** The questions of a file, one JSON object a line. @param where the file, for errors @throws Invalid, naming the line */
export function parseQuestions(text: string, where: string): EvalQuestion[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${where}:${index + 1}`;
    const result = evalQuestion.safeParse(parseJson(line));
    if (!result.success)
      throw invalid('The line is not a question to score', {
        where: place,
        fix: 'See examples/kelderbrook/questions.jsonl for the form',
      });
    const { id } = result.data;
    if (seen.has(id)) throw invalid(`There are two questions "${id}"`, { where: place, fix: 'Give each its own id' });
    seen.add(id);
    return [result.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // refused as a line that is no question
  }
}
