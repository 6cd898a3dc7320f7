import { type Audience, everyone } from './audience.ts';

/** Who is reading. Every read takes one; what he may not read does not exist for him. */
export interface Viewer {
  /** Stable id of the account: an e-mail address, or `local-admin`. */
  id: string;
  name: string;
  email?: string;
  /** The audience keys this viewer may read. */
  audiences: readonly Audience[];
  /** May change the graph. */
  canEdit: boolean;
}

/** An employee about whom nothing more is known: reads what all may read. */
export const anyEmployee: Viewer = { id: 'employee', name: 'An employee', audiences: [everyone], canEdit: false };

/**
 * The person at the machine that Kiki runs on, who is signed in until there is a sign-in. The server listens on loopback
 * only, so no one else can be this viewer.
 */
export const localAdmin: Viewer = { id: 'local-admin', name: 'Local admin', audiences: [everyone], canEdit: true };
