import { z } from 'zod';
import { readJson } from '../blocks/read-json.ts';

const id = z.string().min(1).max(200);

const helpTag = z.object({
  request: id,
  /** The page that a reply is proposed for. */
  of: id.optional(),
  /** Where the question stands, if in a channel. */
  channel: id.optional(),
  ts: id.optional(),
});
/** What a button or a form about a question to a person is about: ids alone. */
export type HelpTag = z.infer<typeof helpTag>;

const askTag = z.object({
  answer: id.optional(),
  refs: z.array(z.string().max(200)).max(8),
  thread: z.object({ channel: id, ts: id }).optional(),
  /** Whom the form offers, in the order of its choices. */
  to: z
    .array(
      z.union([
        z.object({ person: id, name: z.string().max(100) }),
        z.object({ channel: id, name: z.string().max(100) }),
      ]),
    )
    .max(10),
});
/** What the form for asking a person is about. */
export type AskTag = z.infer<typeof askTag>;

export const writeHelpTag = (tag: HelpTag): string => JSON.stringify(tag);
export const writeAskTag = (tag: AskTag): string => JSON.stringify(tag);

/** Undefined for what no button or form of Kiki's says. */
export const readHelpTag = (value: string): HelpTag | undefined => readJson(helpTag, value);
export const readAskTag = (value: string): AskTag | undefined => readJson(askTag, value);

/** Where a question stands in a channel, as the tag says. */
export function placeIn({ channel, ts }: HelpTag): { channel: string; ts: string } | undefined {
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
