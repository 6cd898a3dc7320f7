import { describe, expect, test } from '@jest/globals';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';

/** A question, and the value that the graph gives for it; null where no answer may be looked up. */
export type AskedRow = readonly [question: string, value: number | boolean | string | readonly string[] | null];

/** A test for each question, by what questions have in common. @param ask gives the answerer once it is made */
export function describeAnswers(rows: Record<string, readonly AskedRow[]>, ask: () => Ask): void {
  describe.each(Object.entries(rows))('%s', (_title, questions) => {
    test.each(questions)('%s', async (question, value) => {
      const answer = await ask()({ question, asker: anyEmployee });
      if (value === null) {
        expect(answer.mode).not.toBe('graph');
      } else {
        expect(answer.value).toEqual(value);
        expect(answer.mode).toBe('graph');
      }
    });
  });
}
