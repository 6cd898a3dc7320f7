import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { People } from '../slack/people.ts';
import type { GateStep } from './gate.ts';

/** Who that is in the company, by his e-mail address. Undefined if the directory does not know him. */
export type FindViewer = (email: string) => Promise<Viewer | undefined>;

/**
 * The asker is somebody the company knows. In a direct message he gets what he may read; in a channel everybody reads the
 * answer, so it is made of what every employee may read.
 */
export function inDirectory({
  people,
  findViewer,
}: {
  people: Pick<People, 'find'>;
  findViewer: FindViewer;
}): GateStep {
  return async ({ user = '', surface }) => {
    const { profile, is_email_confirmed: isConfirmed } = await people.find(user);
    if (profile?.email === undefined || !isConfirmed) return { reason: 'no-email' };
    const viewer = await findViewer(profile.email);
    if (viewer === undefined) return { reason: 'not-in-directory' };
    // What is kept of the question is his, wherever he asked it.
    return { viewer: surface === 'direct' ? viewer : { ...anyEmployee, id: viewer.id } };
  };
}
