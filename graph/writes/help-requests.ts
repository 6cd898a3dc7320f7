import { randomUUID } from 'node:crypto';
import { conflict, invalid } from '../../schema/errors.ts';
import { helpDraft, type HelpRequest, unresolvedStates } from '../../schema/help-request.ts';
import {
  askForHelpRequest,
  dueHelpRequests,
  helpRequestByPost,
  helpRequestsBy,
  makeHelpRequest,
  putHelpRequest,
} from '../cypher/help-requests.ts';
import type { Engine, Row } from '../engine.ts';
import { fromHelpRequest, toHelpRequest, writePost } from '../reads/help-requests.ts';
import { map, text } from '../reads/row.ts';
import type { HelpWrites } from '../store.ts';

/** Questions of one asker that may wait for a person at a time. */
const mostWaiting = 10;

export function createHelpWrites({ engine, now }: { engine: Engine; now: () => Date }): HelpWrites {
  const toRequests = (rows: readonly Row[]) => rows.map((row) => toHelpRequest(map(row, 'properties')));
  return {
    async saveHelpRequest(actor, given) {
      if (actor.type !== 'person') throw invalid('Only a person asks a person');
      const draft = helpDraft.parse(given);
      const token = randomUUID();
      const at = now().toISOString();
      const request: HelpRequest = {
        ...draft,
        asker: actor.id,
        askerName: actor.name,
        at,
        state: 'open',
        replies: [],
        told: 0,
        failures: 0,
        untold: [],
        due: at,
      };
      await engine.write(async (run) => {
        const [row] = await run({ text: makeHelpRequest, parameters: { id: draft.id, token } });
        if (row !== undefined && text(row, 'made') !== token) return;
        const own = toRequests(await run({ text: helpRequestsBy, parameters: { asker: actor.id } }));
        refuseAnother(own, draft);
        const properties = { ...fromHelpRequest(request), made: token };
        await run({ text: putHelpRequest, parameters: { id: draft.id, properties } });
      });
    },
    changeHelpRequest: (_actor, id, change) =>
      engine.write(async (run) => {
        const [row] = await run({ text: askForHelpRequest, parameters: { id, token: randomUUID() } });
        if (row === undefined) return undefined;
        const before = toHelpRequest(map(row, 'properties'));
        const after = change(before);
        if (after === undefined) return undefined;
        const properties = { ...fromHelpRequest(after), made: text(map(row, 'properties'), 'made') };
        await run({ text: putHelpRequest, parameters: { id, properties } });
        return after;
      }),
    async dueHelpRequests(_actor, limit) {
      return toRequests(await engine.read({ text: dueHelpRequests, parameters: { now: now().toISOString(), limit } }));
    },
    async helpRequestAt(_actor, thread) {
      const post = writePost(thread);
      return toRequests(await engine.read({ text: helpRequestByPost, parameters: { post } }))[0];
    },
  };
}

/** @throws Conflict when the same was asked of the same already, or too much waits */
function refuseAnother(own: readonly HelpRequest[], { answer, to }: Pick<HelpRequest, 'answer' | 'to'>): void {
  const waiting = own.filter(({ state }) => unresolvedStates.includes(state));
  const isSame = (other: HelpRequest) =>
    answer !== undefined && other.answer === answer && JSON.stringify(other.to) === JSON.stringify(to);
  if (waiting.some(isSame))
    throw conflict(`You asked ${to.name} about this already`, { fix: 'Wait for the reply, or withdraw the question' });
  if (waiting.length >= mostWaiting)
    throw conflict(`${waiting.length} questions of yours wait for people already`, {
      fix: 'Say of some that they are solved, or withdraw them',
    });
}
