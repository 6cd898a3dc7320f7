import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { ownRef } from '../../graph/stewardship.ts';
import type { Ref } from '../../schema/ref.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { isRefusal, type RefusalReason } from '../gate/gate.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import { createExpiringCache } from '../slack/expiring-cache.ts';
import { slackFailure } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import type { People } from '../slack/people.ts';
import { isZone } from './local-time.ts';

/** A person of the directory as Slack has him. */
export interface Account {
  user: string;
  /** Name of his time zone, or minutes east of Greenwich. */
  zone: string | number;
}

/** Why a person is told nothing. `not-in-slack`: no account has his address; `someone-else`: the account is another person's. */
export type Unreachable = Exclude<RefusalReason, 'unchecked'> | 'not-in-slack' | 'someone-else';

export interface Recipients {
  /** Looked up once in half a day. Rejects with Slack's error when it does not say. */
  account(person: Ref): Promise<Account | { unreachable: Unreachable }>;
  /**
   * With whose rights he reads, checked now as for a question: a full member whom the directory knows. Rejects when it cannot be
   * checked.
   */
  admit(person: Ref, account: Account): Promise<{ viewer: Viewer } | { unreachable: Unreachable }>;
}

export interface RecipientOptions {
  client: webApi.WebClient;
  patience: Patience;
  people: People;
  personGate: PersonGate;
  home: () => Home;
  store: Pick<GraphStore, 'names' | 'withIdentity'>;
  now: () => Date;
}

const found = z.object({ user: z.object({ id: z.string() }) });
const accountSeconds = 12 * 3600;

export function createRecipients(options: RecipientOptions): Recipients {
  const { client, patience, people, personGate, home, store, now } = options;

  const emailsOf = async (person: Ref): Promise<string[]> => {
    const entry = (await store.names(anyEmployee)).find(({ ref }) => ref === person);
    return (entry?.keys ?? []).flatMap((key) => (key.startsWith('email:') ? [key.slice('email:'.length)] : []));
  };
  const findUser = async (email: string): Promise<string | undefined> => {
    try {
      return found.parse(await patiently(() => client.users.lookupByEmail({ email }), patience)).user.id;
    } catch (error) {
      if (slackFailure(error).code === 'users_not_found') return undefined;
      throw error;
    }
  };
  const cache = createExpiringCache<Account | { unreachable: Unreachable }>({
    load: async (person) => {
      for (const email of await emailsOf(person)) {
        const user = await findUser(email);
        if (user === undefined) continue;
        const { tz, tz_offset: seconds } = await people.find(user);
        return { user, zone: tz !== undefined && isZone(tz) ? tz : Math.round((seconds ?? 0) / 60) };
      }
      return { unreachable: 'not-in-slack' };
    },
    seconds: accountSeconds,
    most: 20_000,
    now,
  });

  return {
    account: cache.get,
    async admit(person, { user }) {
      // What Slack said of him may be old: he may have left since.
      people.forget(user);
      const { teamId, enterpriseId } = home();
      const admission = await personGate({ user, teamId, ...(enterpriseId !== undefined && { enterpriseId }) });
      if (!isRefusal(admission)) {
        const own = await ownRef(store, admission.viewer);
        return own === person ? admission : { unreachable: 'someone-else' };
      }
      const { reason, cause } = admission;
      if (reason === 'unchecked') throw cause instanceof Error ? cause : new Error('A person could not be checked');
      return { unreachable: reason };
    },
  };
}
