import { z } from 'zod';
import type { LookingAt } from '../slack/looking-at.ts';

const place = z.object({ type: z.literal('slack#/types/channel_id'), value: z.string().regex(/^[CG][A-Z0-9]{1,20}$/) });
/** Where somebody looks, as the events say that tell of it. */
export const lookedAt = z.object({ entities: z.array(z.unknown()).default([]) });

const changed = z.object({ event: z.object({ user: z.string().min(1).max(50), context: lookedAt }) });

/** The channel among what somebody looks at. Of canvases, lists and messages Kiki wants to know nothing. */
export function channelIn({ entities }: z.infer<typeof lookedAt>): string | undefined {
  return entities.map((entity) => place.safeParse(entity).data?.value).find((channel) => channel !== undefined);
}

/** Somebody who has Kiki open beside it looks at something else. */
export function onContextChanged({ lookingAt }: { lookingAt: Pick<LookingAt, 'note'> }) {
  return ({ body }: { body: unknown }): Promise<void> => {
    const event = changed.safeParse(body).data?.event;
    if (event !== undefined) lookingAt.note(event.user, channelIn(event.context));
    return Promise.resolve();
  };
}
