import { z } from 'zod';
import type { LookingAt } from '../slack/looking-at.ts';
import type { People } from '../slack/people.ts';

const changed = z.object({ event: z.object({ user: z.object({ id: z.string() }) }) });

/** An account changed (left, became a guest, new address): what Kiki knew of it does not hold any more. */
export function onUserChange({
  people,
  lookingAt,
}: {
  people: Pick<People, 'forget'>;
  lookingAt: Pick<LookingAt, 'forget'>;
}) {
  return ({ body }: { body: unknown }): Promise<void> => {
    const user = changed.safeParse(body).data?.event.user.id;
    if (user !== undefined) people.forget(user);
    if (user !== undefined) lookingAt.forget(user);
    return Promise.resolve();
  };
}
