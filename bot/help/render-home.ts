import type { types } from '@slack/bolt';
import type { GraphStore } from '../../graph/store.ts';
import type { HelpRequest } from '../../schema/help-request.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { buttons, header, section } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import { helpTexts as texts } from '../texts.ts';
import { helpActions } from './messages.ts';
import { writeHelpTag } from './tags.ts';

const most = 5;

/** On the Home tab: what somebody asked of people and what is asked of him, as long as it waits. */
export function createHelpOnHome(
  store: Pick<GraphStore, 'helpRequests'>,
): (viewer: Viewer) => Promise<types.KnownBlock[]> {
  return async (viewer) => {
    const [own, toYou] = await Promise.all(
      (['asker', 'recipient'] as const).map((of) => store.helpRequests(viewer, { of, unresolved: true, limit: most })),
    );
    return [
      ...part(
        texts.own,
        own?.items ?? [],
        ({ to, state }) => `${to.name}: ${state === 'answered' ? texts.states.answered : texts.states.open}`,
        (value) => [
          { action: helpActions.solved, text: texts.solved, says: texts.solvedSays, value },
          { action: helpActions.withdraw, text: texts.withdraw, says: texts.withdrawSays, value },
        ],
      ),
      ...part(
        texts.toYou,
        toYou?.items ?? [],
        ({ askerName }) => askerName,
        (value) => [{ action: helpActions.reply, text: texts.reply, says: texts.replySays, value }],
      ),
    ];
  };
}

function part(
  title: string,
  requests: readonly HelpRequest[],
  detail: (request: HelpRequest) => string,
  actions: (value: string) => Parameters<typeof buttons>[0],
): types.KnownBlock[] {
  if (requests.length === 0) return [];
  return [
    header(title),
    ...requests.flatMap((request) => [
      section(
        `${escapeMrkdwn(cut(request.question.replace(/\s+/g, ' '), 200))} · ${escapeMrkdwn(cut(detail(request), 120))}`,
      ),
      ...buttons(actions(writeHelpTag({ request: request.id }))),
    ]),
  ];
}
