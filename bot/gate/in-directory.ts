import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { People } from '../slack/people.ts';
import type { GateStep } from './gate.ts';

/** Who that is in the company, by his e-mail address. Undefined if the directory does not know him. */
export type FindViewer = (email: string) => Promise<Viewer | undefined>;

/**
 * The asker is somebody the company knows. In a direct message, and where a channel shows answers to the asker alone, he gets what he may
 * read; elsewhere everybody reads the answer, so it is made of what every employee may read.
 */
export function inDirectory({
  people,
  findViewer,
}: {
  people: Pick<People, 'find'>;
  findViewer: FindViewer;
}): GateStep {
  return async ({ user = '', surface }, { settings }) => {
    const { profile, is_email_confirmed: isConfirmed } = await people.find(user);
    if (profile?.email === undefined || !isConfirmed) return { reason: 'no-email' };
    let viewer: Viewer | undefined;
    try {
      viewer = await findViewer(profile.email);
    } catch (cause) {
      return { reason: 'wiki-down', cause };
    }
    if (viewer === undefined) return { reason: 'not-in-directory' };
    // What is kept of the question is his, wherever he asked it.
    const isForAsker = surface === 'direct' || settings?.readers === 'asker';
    return { viewer: isForAsker ? viewer : { ...anyEmployee, id: viewer.id }, own: viewer };
  };
}
