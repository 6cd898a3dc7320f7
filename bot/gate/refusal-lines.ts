import { texts } from '../texts.ts';
import type { RefusalReason } from './gate.ts';

/** What the asker is told. Undefined where nothing is said: copies of events, bots, people of other companies, and what is not for Kiki. */
export function refusalLine(reason: RefusalReason, requestId: string): string | undefined {
  switch (reason) {
    case 'duplicate':
    case 'not-a-person':
    case 'foreign-team':
    case 'wrong-place':
    case 'not-addressed':
      return undefined;
    case 'shared-channel':
      return texts.sharedChannel;
    case 'not-a-member':
      return texts.notAMember;
    case 'no-email':
      return texts.noEmail;
    case 'not-in-directory':
      return texts.notInDirectory;
    case 'busy':
      return texts.busy;
    case 'too-many':
      return texts.tooMany;
    case 'wiki-down':
      return texts.wikiDown(requestId);
    case 'unchecked':
      return texts.unchecked(requestId);
  }
}
