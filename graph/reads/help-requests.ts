import { z } from 'zod';
import {
  helpDraft,
  helpNews,
  helpReply,
  type HelpRequest,
  helpStates,
  slackThread,
  unresolvedStates,
} from '../../schema/help-request.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { helpRequestById, helpRequestsBy, helpRequestsIn, helpRequestsTo } from '../cypher/help-requests.ts';
import type { Row, Run } from '../engine.ts';
import { ownRef } from '../stewardship.ts';
import type { EntityReads, HelpReads } from '../store.ts';
import { map, number, optional, optionalText, text } from './row.ts';

export interface HelpReadsOptions extends Pick<EntityReads, 'withIdentity'> {
  read: Run;
}

export function createHelpReads(options: HelpReadsOptions): HelpReads {
  const { read } = options;
  const all = async (statement: string, parameters: Row) =>
    (await read({ text: statement, parameters })).map((row) => toHelpRequest(map(row, 'properties')));
  const received = async (viewer: Viewer) => {
    const person = await ownRef(options, viewer);
    return person === undefined ? [] : all(helpRequestsTo, { person });
  };
  return {
    async helpRequests(viewer, { of, unresolved = false, limit }) {
      const found =
        of === 'asker'
          ? await all(helpRequestsBy, { asker: viewer.id })
          : of === 'recipient'
            ? await received(viewer)
            : viewer.canEdit
              ? (
                  await Promise.all(
                    (unresolved ? unresolvedStates : helpStates).map((state) => all(helpRequestsIn, { state })),
                  )
                ).flat()
              : [];
      const wanted = found.filter(({ state }) => !unresolved || unresolvedStates.includes(state)).sort(newestFirst);
      return { total: wanted.length, items: wanted.slice(0, limit) };
    },
    async helpRequest(viewer, id) {
      const [request] = await all(helpRequestById, { id });
      if (request === undefined) return undefined;
      const isOwn = request.asker === viewer.id || viewer.canEdit;
      return isOwn || (await isAsked(options, viewer, request)) ? request : undefined;
    },
  };
}

/** Whether the viewer is the person that a question was put to. */
export async function isAsked(
  store: Pick<EntityReads, 'withIdentity'>,
  viewer: Viewer,
  { to }: Pick<HelpRequest, 'to'>,
): Promise<boolean> {
  return 'person' in to && (await ownRef(store, viewer)) === to.person;
}

function newestFirst(a: HelpRequest, b: HelpRequest): number {
  return a.at > b.at ? -1 : a.at < b.at ? 1 : a.id < b.id ? -1 : 1;
}

/** Where something stands in Slack, as one text by which it is found. */
export function writePost({ channel, ts }: z.infer<typeof slackThread>): string {
  return `${channel}:${ts}`;
}

/** What is kept of a request beside what it is found by: JSON, because it has a structure. */
const body = z.object({
  draft: helpDraft,
  replies: z.array(helpReply),
  told: z.number(),
  untold: z.array(z.enum(helpNews)),
  posted: slackThread.optional(),
  insteadOf: z.string().optional(),
});

export function toHelpRequest(row: Row): HelpRequest {
  const { draft, replies, told, untold, posted, insteadOf } = body.parse(JSON.parse(text(row, 'body')));
  return {
    ...draft,
    asker: text(row, 'asker'),
    askerName: text(row, 'askerName'),
    at: text(row, 'at'),
    state: z.enum(helpStates).parse(row.state),
    replies,
    told,
    untold,
    failures: number(row, 'failures'),
    ...optional('posted', posted),
    ...optional('insteadOf', insteadOf),
    ...optional('endedBy', optionalText(row, 'endedBy')),
    ...optional('endedAt', optionalText(row, 'endedAt')),
    ...optional('remindedAt', optionalText(row, 'remindedAt')),
    ...optional('due', optionalText(row, 'due')),
    ...optional('suggestion', optionalText(row, 'suggestion')),
  };
}

export function fromHelpRequest(request: HelpRequest): Row {
  const { replies, told, untold, posted, state, asker, askerName, at, failures, ...rest } = request;
  const { endedBy, endedAt, remindedAt, due, suggestion, insteadOf, ...draft } = rest;
  return {
    id: draft.id,
    asker,
    askerName,
    at,
    state,
    failures,
    body: JSON.stringify({ draft, replies, told, untold, posted, insteadOf }),
    ...('person' in draft.to && { person: draft.to.person }),
    ...(posted && { post: writePost(posted) }),
    ...optional('endedBy', endedBy),
    ...optional('endedAt', endedAt),
    ...optional('remindedAt', remindedAt),
    ...optional('due', due),
    ...optional('suggestion', suggestion),
  };
}
