import type { Answer } from '../schema/answer.ts';
import type { AnswersBeyond, Ask } from '../schema/services.ts';

/** Asks twice, with the rights of each. Where one may read no more than all others do, that is known without asking. */
export function createAnswersBeyond({ ask }: { ask: Ask }): AnswersBeyond {
  return async (asked, { own, shared }) => {
    if (own.audiences.every((audience) => shared.audiences.includes(audience))) return false;
    const [all, common] = await Promise.all([
      ask({ ...asked, asker: own, withoutModel: true }),
      ask({ ...asked, asker: shared, withoutModel: true }),
    ]);
    return !all.abstained && saidBy(all) !== saidBy(common);
  };
}

/** What an answer says, whoever says so: one more source of the same is no better answer. */
function saidBy({ text, value, abstained }: Answer): string {
  return JSON.stringify([abstained, value, text.replace(/\s*\[\d+\]/g, '')]);
}
