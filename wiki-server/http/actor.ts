import type { Actor } from '../../schema/actor.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Who writes, for whoever sends a request: every write names who does it. */
export function actorOf({ id, name }: Viewer): Actor {
  return { type: 'person', id, name };
}
