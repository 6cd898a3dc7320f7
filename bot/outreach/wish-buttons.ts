import type { types } from '@slack/bolt';
import type { ButtonSketch } from '../blocks/blocks.ts';
import { wishTexts as texts } from '../texts.ts';

/** Ids of the buttons by which people say what they want to hear of Kiki. */
export const wishActions = {
  digestOff: 'wish_digest_off',
  digestOn: 'wish_digest_on',
  questionsOff: 'wish_questions_off',
  questionsOn: 'wish_questions_on',
  topicsAgain: 'wish_topics_again',
} as const;

/** @param isOn the digest is sent now, and the button ends that */
export function digestButton(isOn: boolean): ButtonSketch {
  return isOn
    ? { action: wishActions.digestOff, text: texts.digestOff, says: texts.digestOffSays }
    : { action: wishActions.digestOn, text: texts.digestOn, says: texts.digestOnSays };
}

/** @param isOn questions are asked now, and the button ends that */
export function questionsButton(isOn: boolean): ButtonSketch {
  return isOn
    ? { action: wishActions.questionsOff, text: texts.questionsOff, says: texts.questionsOffSays }
    : { action: wishActions.questionsOn, text: texts.questionsOn, says: texts.questionsOnSays };
}

/** A message without its buttons but those that lead somewhere. */
export function withoutButtons(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  return blocks.filter((block) => block.type !== 'actions' || block.elements.every((each) => 'url' in each));
}
