import type { QualityCheck } from '../check.ts';
import { byName } from '../context.ts';
import { pageLink } from '../links.ts';

export const teamsWithoutLead: QualityCheck = {
  id: 'teams-without-lead',
  title: 'Teams without a lead',
  why: 'Nobody speaks for the team, and questions to it go to nobody.',
  ofGraph: true,
  async find({ edges, current, over }) {
    const [leads, left] = await Promise.all([edges('LEADS'), over('Person')]);
    const led = new Set(leads.filter(({ from }) => !left.has(from)).map(({ to }) => to));
    const wasLed = new Set(leads.map(({ to }) => to));
    return (await current('Team'))
      .filter(({ ref }) => !led.has(ref))
      .map(({ ref, name }) => ({
        ref,
        name,
        what: wasLed.has(ref) ? 'Its lead has left' : 'No source says who leads it',
        fix: pageLink(ref),
      }))
      .sort(byName);
  },
};
