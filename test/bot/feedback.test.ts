import { afterEach, describe, expect, it } from '@jest/globals';
import type { types } from '@slack/bolt';
import fc from 'fast-check';
import { answerActions, answerButtons, readTag } from '../../bot/feedback/answer-buttons.ts';
import { reasonForm, suggestionForm } from '../../bot/feedback/forms.ts';
import type { Feedback } from '../../schema/asked.ts';
import { conflict, notFound } from '../../schema/errors.ts';
import type { SuggestionDraft } from '../../schema/suggestion.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { answerOf, citationOf } from '../support/answers.ts';
import { refuseBlocks, refuseView } from '../support/block-kit-rules.ts';
import { ada, type BotHarness, type HarnessOptions, startBot, until } from '../support/bot-harness.ts';
import { emptyBotStore } from '../support/bot-store.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { hostileText } from '../support/hostile-text.ts';
import { pressPayload, submissionPayload } from '../support/slack-events.ts';

let harness: BotHarness;
let saved: Feedback[];
let suggested: { draft: SuggestionDraft; viewer: Viewer; by: unknown }[];
afterEach(() => harness.stop());

const card = { ref: 'team:team-1', kind: 'Team', name: 'Payments', aliases: [], fields: {}, changedAt: '' };

const start = async (options: HarnessOptions = {}) => {
  saved = [];
  suggested = [];
  const answer = answerOf('Payments has **12** people [1].', { citations: [citationOf(1)] });
  harness = await startBot({
    ask: () => Promise.resolve(answer),
    store: {
      ...emptyBotStore,
      cards: (_viewer, refs) => Promise.resolve(refs.includes(card.ref) ? [card] : []),
      saveFeedback: (_actor, feedback) => Promise.resolve(void saved.push(feedback)),
    },
    suggest: (by, viewer, draft) => Promise.resolve(String(suggested.push({ draft, viewer, by }))),
    ...options,
  });
  await harness.mention('How many people are in Payments?');
  await until(() => harness.slack.visibleIn('C1').length === 1);
  return answer;
};

interface Thumbs {
  action_id: string;
  positive_button: { value: string };
  negative_button: { value: string };
}
/** The button of an answer as it is pressed: a thumb where there are thumbs. */
function pressable(blocks: readonly types.KnownBlock[], wanted: string): { action: string; value: string } {
  const thumbs = blocks.find(({ type }) => type === 'context_actions') as { elements: Thumbs[] } | undefined;
  const [both] = thumbs?.elements ?? [];
  if (both !== undefined && wanted === answerActions.helped)
    return { action: both.action_id, value: both.positive_button.value };
  if (both !== undefined && wanted === answerActions.notHelped)
    return { action: both.action_id, value: both.negative_button.value };
  const row = blocks.at(-1) as { elements: { action_id: string; value: string }[] };
  const { action_id: action, value } = row.elements.find((each) => each.action_id === wanted)!;
  return { action, value };
}

/** Presses a button of the answer. */
const press = (wanted: string, user = 'U1') => {
  const [message] = harness.slack.visibleIn('C1');
  const { action, value } = pressable(message!.blocks, wanted);
  const place = {
    channel: 'C1',
    ts: message!.ts,
    ...(message!.threadTs !== undefined && { threadTs: message!.threadTs }),
  };
  return harness.interact(
    pressPayload(action, { user, value, ...place, around: { message: { ...message, ts: message!.ts } } }),
  );
};
const opened = async () => {
  await until(() => harness.slack.views.length === 1);
  return harness.slack.views[0]!.view;
};

describe.each(['http', 'socket'] as const)('over %s', (by) => {
  it('“helpful” is kept at once and thanked for, for the one who pressed', async () => {
    const { id } = await start({ by });
    await press(answerActions.helped);
    await until(() => harness.slack.ephemerals().length === 1);
    expect(saved).toMatchObject([{ answer: id, asker: ada.id, vote: 'up' }]);
    expect(harness.slack.ephemerals()).toMatchObject([{ onlyFor: 'U1', text: expect.stringContaining('Thank you') }]);
  });

  it('“not helpful” is kept at once, then with its reason and note', async () => {
    const { id } = await start({ by });
    await press(answerActions.notHelped);
    const view = await opened();
    expect(saved).toMatchObject([{ answer: id, vote: 'down' }]);
    const reply = await harness.interact(
      submissionPayload(view, { reason: 'not what I asked', comment: ' I meant Lisbon ' }),
    );
    expect(saved[1]).toMatchObject({ answer: id, vote: 'down', reason: 'not what I asked', comment: 'I meant Lisbon' });
    expect(reply).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
  });

  it('both are buttons where Slack takes no thumbs, and do the same', async () => {
    const slack = await startFakeSlack();
    slack.interfere('chat.postMessage', ({ args }) =>
      args.blocks?.includes('context_actions') === true ? { error: 'invalid_blocks' } : undefined,
    );
    const { id } = await start({ by, slack });
    expect(pressable(slack.visibleIn('C1')[0]!.blocks, answerActions.helped).action).toBe(answerActions.helped);
    await press(answerActions.helped);
    await press(answerActions.notHelped);
    await opened();
    expect(saved).toMatchObject([
      { answer: id, vote: 'up' },
      { answer: id, vote: 'down' },
    ]);
    // Known from then on.
    await harness.mention('How many people are in Payments?');
    await until(() => slack.visibleIn('C1').length === 2);
    expect(slack.of('chat.postMessage')).toHaveLength(3);
  });

  it('“this is wrong” opens a suggestion with the answer and its page filled in, which ends in the review queue', async () => {
    const { id } = await start({ by });
    await press(answerActions.wrong);
    const view = await opened();
    expect(JSON.stringify(view)).toContain('Payments has 12 people');
    expect(JSON.stringify(view)).toContain('"initial_option":{"text":{"type":"plain_text","text":"Payments"');
    const reply = await harness.interact(submissionPayload(view, { page: card.ref, note: 'There are 14.' }));
    expect(reply).toMatchObject({ response_action: 'update' });
    expect(suggested).toMatchObject([
      {
        draft: { of: card.ref, change: {}, note: 'There are 14.', answer: id },
        viewer: ada,
        by: { type: 'person', id: ada.id, name: ada.name },
      },
    ]);
    expect(saved).toMatchObject([{ vote: 'down', reason: 'wrong', comment: 'There are 14.' }]);
  });
});

describe('a suggestion', () => {
  it('is not offered for pages that the one who pressed may not read', async () => {
    await start({ store: { ...emptyBotStore, cards: () => Promise.resolve([]) } });
    await press(answerActions.wrong);
    const view = await opened();
    expect(view).not.toHaveProperty('submit');
    expect(JSON.stringify(view)).not.toContain('team:team-1"');
  });

  it.each([
    ['without words', { page: card.ref, note: ' ' }, 'what would be right'],
    ['for a page that the answer does not cite', { page: 'person:ceo', note: 'x' }, 'none of the pages'],
  ])('%s stays open and says why', async (_, values, words) => {
    await start();
    await press(answerActions.wrong);
    expect(await harness.interact(submissionPayload(await opened(), values))).toMatchObject({
      response_action: 'errors',
      errors: { note: expect.stringContaining(words) },
    });
    expect(suggested).toEqual([]);
  });

  it('that the queue does not take says why, in words for its writer', async () => {
    await start({ suggest: () => Promise.reject(conflict('100 suggestions of yours wait already', { fix: 'Wait' })) });
    await press(answerActions.wrong);
    expect(await harness.interact(submissionPayload(await opened(), { page: card.ref, note: 'x' }))).toMatchObject({
      errors: { note: '100 suggestions of yours wait already. Wait.' },
    });
  });
});

describe('a button', () => {
  it.each([{ is_restricted: true }, { team_id: 'T9' }])(
    'pressed by somebody whom the gate refuses (%j) does nothing',
    async (extra) => {
      await start();
      harness.slack.addUser('U2', extra);
      await press(answerActions.helped, 'U2');
      await until(() => harness.log.join('').includes('A button did nothing'));
      expect(saved).toEqual([]);
      expect(harness.slack.ephemerals()).toEqual([]);
    },
  );

  it('below an answer that is not kept any more says so', async () => {
    await start({ store: { ...emptyBotStore, saveFeedback: () => Promise.reject(notFound('gone')) } });
    await press(answerActions.helped);
    await until(() => harness.slack.ephemerals().length === 1);
    expect(harness.slack.ephemerals()[0]?.text).toContain('not kept any more');
  });

  it('whose value is none of Kiki’s does nothing', async () => {
    await start();
    for (const value of ['', 'x', '{}', '{"answer":5}'])
      await harness.interact(pressPayload(answerActions.helped, { value, channel: 'C1', ts: '1.1' }));
    expect(saved).toEqual([]);
  });
});

it('whatever the answer, Slack takes its buttons and forms', async () => {
  await start();
  const text = hostileText();
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 20 }), text, (id, refs, name) => {
      const citations = refs.map((ref, n) => ({ ...citationOf(n + 1), ref }));
      for (const withoutThumbs of [false, true])
        expect(refuseBlocks(answerButtons({ id, citations }, { withoutThumbs }))).toBeUndefined();
      const pages = [{ ...card, name }];
      expect(refuseView(suggestionForm('about', id, pages))).toBeUndefined();
      expect(refuseView(reasonForm('about'))).toBeUndefined();
    }),
    { numRuns: 60 },
  );
  expect(readTag(JSON.stringify({ answer: 'a', refs: ['team:x'] }))).toEqual({ answer: 'a', refs: ['team:x'] });
});
