import type { PersonActor } from '../../schema/actor.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Who writes, for whoever sends a request: every write names who does it. */
export function actorOf({ id, name }: Viewer): PersonActor {
  return { type: 'person', id, name };
}
