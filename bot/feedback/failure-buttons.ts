import type { types } from '@slack/bolt';
import { z } from 'zod';
import { buttons } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { readJson } from '../blocks/read-json.ts';
import { askTexts, helpTexts } from '../texts.ts';

/** Ids of the buttons below a word that there is no answer. */
export const failureActions = { again: 'failed_again', askPerson: 'failed_ask_person' } as const;

const id = z.string().min(1).max(50);
const tag = z.object({
  question: z.string().min(1).max(2000),
  /** Where it was asked; a command's is nowhere. */
  place: z.object({ channel: id, ts: id, thread: id.optional() }).optional(),
});
/** What a question without an answer was. Whoever sees the button sees the question above it. */
export type FailedTag = z.infer<typeof tag>;

/** Characters of a button's value. */
const longestValue = 2000;

/** Undefined for what no button of Kiki's says. */
export const readFailedTag = (value: string): FailedTag | undefined => readJson(tag, value);

/** What can be done about a question that got no answer. One too long for a button is asked again by its asker himself. */
export function failureButtons(failed: FailedTag, { mayAskPerson }: { mayAskPerson: boolean }): types.ActionsBlock[] {
  const value = JSON.stringify(failed);
  const short = JSON.stringify({ ...failed, question: shortened(failed.question) } satisfies FailedTag);
  return buttons([
    ...(value.length > longestValue
      ? []
      : [{ action: failureActions.again, text: askTexts.tryAgain, says: askTexts.tryAgainSays, value }]),
    ...(mayAskPerson
      ? [
          {
            action: failureActions.askPerson,
            text: helpTexts.askPerson,
            says: helpTexts.askPersonSays,
            value: short,
          },
        ]
      : []),
  ]);
}

/** Its writer can complete it in the form. A character takes up to six in JSON. */
function shortened(question: string): string {
  return JSON.stringify(question).length <= longestValue - 250 ? question : cut(question, 280);
}
