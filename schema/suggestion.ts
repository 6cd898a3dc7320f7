import { z } from 'zod';
import type { Ref } from './ref.ts';
import { value } from './value.ts';

export const suggestionStatuses = ['open', 'accepted', 'declined'] as const;
export type SuggestionStatus = (typeof suggestionStatuses)[number];

const ref = z.string().min(1).max(200);

/** What is to become of an entity, as a form, a program or a person in Slack says it. Shaped as an edit (graph/edits.ts). */
export const suggestedChange = z.strictObject({
  /** Values by name of the field; null leaves it to the sources again. */
  fields: z.record(z.string().max(60), value.nullable()).exactOptional(),
  /** Fields that are to say nothing, whatever sources say. */
  clear: z.array(z.string().max(60)).max(60).exactOptional(),
  relations: z
    .array(
      z.strictObject({
        set: z.enum(['add', 'remove', 'unpin']),
        relation: z.string().min(1).max(60),
        end: z.enum(['from', 'to']),
        other: ref,
        role: z.string().min(1).max(200).exactOptional(),
      }),
    )
    .max(200)
    .exactOptional(),
  /** The text of the page, Markdown, in place of what it says. Null leaves it to the sources again. */
  body: z.string().max(500_000).nullable().exactOptional(),
});
export type SuggestedChange = z.infer<typeof suggestedChange>;

/** What a person who may not edit, or does not want to decide alone, says should be otherwise. */
export const suggestionDraft = z.strictObject({
  /** The entity; left out for one that is to be made. */
  of: ref.exactOptional(),
  /** What is to be made. */
  create: z.strictObject({ kind: z.string().min(1).max(60), name: z.string().trim().min(1).max(500) }).exactOptional(),
  /** Empty when the person only says in words what is wrong. */
  change: suggestedChange,
  /** Why, or what is wrong, in the person's words. */
  note: z.string().trim().max(4000),
  /** Id of the answer that led here. */
  answer: z.string().min(1).max(100).exactOptional(),
});
export type SuggestionDraft = z.infer<typeof suggestionDraft>;

/** A suggestion as it waits for, or had, its decision. It is no part of what Kiki knows until a person accepts it. */
export interface Suggestion extends SuggestionDraft {
  id: string;
  /** Id and name of the person. */
  by: string;
  byName: string;
  /** ISO. */
  at: string;
  status: SuggestionStatus;
  /** Name of who decided, when, and what he says to it. */
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
  /** What was made, once one of something new is accepted. */
  made?: Ref;
}
