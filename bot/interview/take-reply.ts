import type { TakeReply } from '../answering/take-reply.ts';
import { interviewTexts as texts } from '../texts.ts';
import { type Interview, type InterviewOptions, sayInThread } from './interview.ts';

/** Takes what an owner writes in the thread of a question to him. */
export function createTakeReply({
  interview,
  ...options
}: Pick<InterviewOptions, 'client' | 'patience'> & { interview: Interview }): TakeReply {
  return async ({ surface, channel, threadTs }, viewer, text) => {
    if (surface !== 'direct' || threadTs === undefined) return false;
    const asked = await interview.find(viewer, { channel, ts: threadTs });
    if (asked === undefined) return false;
    if (asked.outreach.state === 'done') {
      await sayInThread(options, asked.place, texts.closed);
      return true;
    }
    const told = await interview.draft(asked, { text: text.slice(0, mostCharacters), isWhole: false });
    const after = told === undefined ? await interview.find(viewer, { channel, ts: threadTs }) : undefined;
    const line = told ?? (after?.outreach.state === 'drafted' ? texts.madeDraft : undefined);
    if (line !== undefined) await sayInThread(options, asked.place, line);
    return true;
  };
}

const mostCharacters = 20_000;
