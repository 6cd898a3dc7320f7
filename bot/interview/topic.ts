import { z } from 'zod';
import { readJson } from '../blocks/read-json.ts';

const about = {
  /** The same for the same thing, so that it is not asked twice. */
  key: z.string(),
  /** The page, and what it is called. */
  ref: z.string(),
  page: z.string(),
  /** How often the page was asked about lately. */
  asked: z.number(),
};

/** Something about a page that its owner can tell. */
export const topic = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('missing'),
    ...about,
    /** In the words of whoever asked last. */
    question: z.string(),
    /** How often it was asked, and how often its answer was called bad. */
    times: z.number(),
    bad: z.number(),
    /** Of the questions. */
    ids: z.array(z.string()),
  }),
  z.object({
    about: z.literal('contradiction'),
    ...about,
    /** Name of the field, or key of the relation, and what people call it. */
    part: z.string(),
    label: z.string(),
  }),
  z.object({
    about: z.literal('overdue'),
    ...about,
    /** As of a contradiction; the page as a whole when left out. */
    part: z.string().optional(),
    label: z.string().optional(),
    days: z.number(),
    verifiedBy: z.string().optional(),
    verifiedOn: z.string().optional(),
  }),
]);
export type Topic = z.infer<typeof topic>;

/** What the owner was shown of the page: a click is about that and nothing newer. */
const seen = z.object({
  /** Digest of what the page says. */
  content: z.string(),
  /** What it says, shortened. */
  excerpt: z.string(),
  /** Of a contradiction: what is said, and by whom. */
  says: z.array(z.object({ token: z.string(), value: z.string(), sources: z.string() })),
  /** Several of them may be right. */
  mayBeMany: z.boolean(),
});
export type Seen = z.infer<typeof seen>;

/** The section of the page that words are for: as what it says, to stand there too, or as a new one, which has no key. */
export const into = z.object({ section: z.string().max(200), how: z.enum(['replace', 'add', 'new']) });

/** What the owner replied. What becomes of the page is worked out from it when it is shown and when it is done. */
const reply = z.object({
  text: z.string(),
  /** It is the whole text of the page, not an addition. */
  isWhole: z.boolean(),
  into: into.optional(),
});
export type Reply = z.infer<typeof reply>;

/** All that is kept of a question to an owner; `line`: what came of it, in words. */
export const interviewState = z.object({ topic, seen, reply: reply.optional(), line: z.string().optional() });
export type InterviewState = z.infer<typeof interviewState>;

/** Undefined for what was not written so. */
export function readState(body: string | undefined): InterviewState | undefined {
  return body === undefined ? undefined : readJson(interviewState, body);
}
