import { afterEach, describe, expect, it } from '@jest/globals';
import type { Ask } from '../../schema/services.ts';
import { answerOf, citationOf } from '../support/answers.ts';
import { type BotHarness, type HarnessOptions, quietMoment, startBot, until } from '../support/bot-harness.ts';
import { startFakeSlack } from '../support/fake-slack.ts';

let harness: BotHarness;
const start = async (options?: HarnessOptions) =>
  (harness = await startBot({ limits: { streamPiece: 40 }, ...options }));

afterEach(async () => {
  await harness.stop();
  expect(harness.log.join('')).not.toContain('Payments');
});

const question = 'What does Payments work on?';
const inThread = () => harness.slack.visibleIn('C1');
const markdown = () =>
  inThread().map(({ blocks }) => blocks.flatMap((block) => (block.type === 'markdown' ? [block.text] : [])).join(''));

const pieces = [
  'Payments works on the refund service ',
  'and on invoices [1]. ',
  'It also runs the ledger, ',
  'with Risk, since last year.',
];
const whole = pieces.join('');
const final = answerOf(whole, { mode: 'model', citations: [citationOf(1)] });
const finalMarkdown = whole.replace('[1]', '([1](https://kiki.example.com/wiki/team:team-1))');

/** Writes the pieces, waiting after each for what the test wants to see first. */
function writing(
  after: (written: number) => Promise<void>,
  end: () => ReturnType<Ask> = () => Promise.resolve(final),
): Ask {
  return async ({ onText }) => {
    for (const [index, piece] of pieces.entries()) {
      onText?.(piece);
      await after(index + 1);
    }
    return end();
  };
}
const streamed = () =>
  inThread()
    .map(({ stream }) => stream?.text ?? '')
    .join('');
const firstPieceShown = () => until(() => streamed().length > 0, 'the first piece');

describe('an answer that is written by a model', () => {
  it('is shown while it is written, and completed with its sources', async () => {
    const { mention, slack } = await start({
      ask: writing((count) => (count === 2 ? firstPieceShown() : Promise.resolve())),
    });
    const ts = await mention(question);
    await until(() => slack.of('chat.update').length === 1);
    expect(slack.of('chat.startStream')[0]?.args).toMatchObject({
      thread_ts: ts,
      recipient_user_id: 'U1',
      recipient_team_id: 'T1',
    });
    expect(streamed()).toMatch(/^Payments works on the refund service and on/);
    await until(() => markdown()[0] === finalMarkdown);
    expect(inThread()).toHaveLength(1);
    expect(JSON.stringify(inThread()[0]?.blocks)).toContain('Written by AI from the company wiki');
    expect(slack.of('chat.postMessage')).toEqual([]);
  });

  it('needs no recipient in a direct conversation', async () => {
    const { direct, slack } = await start({
      ask: writing((count) =>
        count === 2 ? until(() => harness.slack.of('chat.startStream').length === 1) : Promise.resolve(),
      ),
    });
    await direct(question);
    await until(() => slack.visibleIn('D1').some(({ blocks }) => blocks.length > 0));
    expect(slack.of('chat.startStream')[0]?.args).not.toHaveProperty('recipient_user_id');
  });

  it('is posted whole when the stream is refused', async () => {
    const { mention, slack } = await start({
      ask: writing((count) =>
        count === 2 ? until(() => harness.slack.of('chat.startStream').length === 1) : Promise.resolve(),
      ),
    });
    slack.interfere('chat.startStream', () => ({ error: 'channel_type_not_supported' }));
    await mention(question);
    await until(() => inThread().length === 1);
    expect(markdown()).toEqual([finalMarkdown]);
    expect(slack.of('chat.startStream')).toHaveLength(1);
  });

  it('is completed after Slack has closed the stream', async () => {
    const { mention, slack } = await start({
      ask: writing(async (count) => {
        if (count === 2) {
          await firstPieceShown();
          slack.streamSeconds = 0;
        }
        if (count === 4) await until(() => slack.of('chat.appendStream').length === 1);
      }),
    });
    await mention(question);
    await until(() => markdown()[0] === finalMarkdown);
    expect(inThread()).toHaveLength(1);
    expect(slack.of('chat.postMessage')).toEqual([]);
  });

  it('goes on in a second stream before Slack closes the first, and ends as one message', async () => {
    let minutes = 0;
    const now = () => Date.parse('2026-11-22T12:00:00Z') + minutes * 60_000;
    const slack = await startFakeSlack({ now });
    const { mention } = await start({
      slack,
      now: () => new Date(now()),
      ask: writing(async (count) => {
        if (count === 2) {
          await firstPieceShown();
          minutes = 4.5;
        }
        if (count === 4) await until(() => slack.of('chat.startStream').length === 2);
      }),
    });
    await mention(question);
    await until(() => markdown()[0] === finalMarkdown && inThread().length === 1);
    expect(slack.of('chat.stopStream').length).toBeGreaterThanOrEqual(1);
    expect(slack.of('chat.delete')).toHaveLength(1);
  });

  it('goes on after Slack asked to wait, without losing or repeating a word', async () => {
    const { mention, slack } = await start({
      ask: writing(async (count) => {
        if (count === 2) await firstPieceShown();
        if (count === 4) await until(() => streamed().includes('ledger'));
      }),
    });
    slack.interfere('chat.appendStream', (_, nth) =>
      nth === 1 ? { status: 429, headers: { 'retry-after': '0' } } : undefined,
    );
    await mention(question);
    await until(() => markdown()[0] === finalMarkdown);
    expect(whole.startsWith(streamed().trimEnd())).toBe(true);
  });

  it('is shown in larger pieces for a minute after Slack asked for a wait, whatever for', async () => {
    let now = new Date('2026-11-20T09:00:00Z');
    let isWritten = false;
    const write = writing(() => quietMoment(10));
    const { mention, slack, log } = await start({
      ask: (asked) => (isWritten ? write(asked) : Promise.resolve(final)),
      now: () => now,
      limits: { streamPiece: 40, limitedStreamPiece: 1000 },
    });
    slack.interfere('assistant.threads.setStatus', (_, nth) =>
      nth === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
    );
    const answered = (count: number) =>
      until(() => log.filter((line) => line.includes('"outcome":"posted"')).length === count, `answer ${count}`);
    await mention(question);
    await answered(1);
    isWritten = true;
    await mention(question);
    await answered(2);
    expect(slack.of('chat.startStream')).toEqual([]);
    now = new Date(now.getTime() + 61_000);
    await mention(question);
    await answered(3);
    expect(slack.of('chat.startStream')).toHaveLength(1);
  });

  it('is posted anew when the message that was streamed cannot be completed', async () => {
    const { mention, slack } = await start({
      ask: writing((count) => (count === 2 ? firstPieceShown() : Promise.resolve())),
    });
    slack.interfere('chat.update', () => ({ error: 'cant_update_message' }));
    await mention(question);
    await until(() => markdown().includes(finalMarkdown));
  });

  it('has the text that holds in the end, not the one that was shown', async () => {
    const corrected = answerOf('Payments works on the refund service alone.', { mode: 'model' });
    const { mention } = await start({
      ask: writing(
        (count) => (count === 2 ? firstPieceShown() : Promise.resolve()),
        () => Promise.resolve(corrected),
      ),
    });
    await mention(question);
    await until(() => markdown()[0] === corrected.text);
    expect(inThread()).toHaveLength(1);
  });

  it('never shows a mention or a foreign address, not even for a moment', async () => {
    const hostile = [
      'Payments says <!chan',
      'nel> and <@U',
      '2> look at [this page',
      '](https://evil.example/?q=se',
      'cret) or https://evil.exa',
      'mple/x now, please do so.',
      ' That is all there is to it.',
    ];
    const { mention, slack } = await start({
      limits: { streamPiece: 1 },
      ask: async ({ onText }) => {
        for (const piece of hostile) {
          onText?.(piece);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return answerOf(hostile.join(''), { mode: 'model' });
      },
    });
    await mention(question);
    await until(() => slack.of('chat.update').length === 1);
    const sent = slack.calls
      .filter(({ method }) => method.startsWith('chat.'))
      .map(({ args }) => JSON.stringify(args))
      .join('');
    expect(slack.of('chat.appendStream').length).toBeGreaterThan(1);
    expect(sent).not.toMatch(/<[!@]|evil/);
  });

  it('that breaks off keeps what was shown and says so', async () => {
    const { mention, slack } = await start({
      ask: writing(
        (count) => (count === 2 ? firstPieceShown() : Promise.resolve()),
        () => Promise.reject(new Error('model died')),
      ),
    });
    await mention(question);
    await until(() => slack.of('chat.update').length === 1);
    await until(() => markdown()[0] !== '');
    expect(inThread()).toHaveLength(1);
    expect(markdown()[0]).toMatch(/^Payments works on the refund service and on invoices\./);
    expect(markdown()[0]).not.toContain('](');
    expect(JSON.stringify(inThread()[0]?.blocks)).toMatch(
      /The answer stopped early\. Something went wrong.*unfinished and unchecked/,
    );
  });

  it('is taken back when the channel is shared meanwhile', async () => {
    const { mention, slack } = await start({
      ask: writing(async (count) => {
        if (count !== 2) return;
        await firstPieceShown();
        slack.channels.get('C1')!.info.is_ext_shared = true;
      }),
    });
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    expect(inThread()).toEqual([]);
  });

  it('is not begun in a channel that is shared meanwhile', async () => {
    const { mention, slack } = await start({
      ask: (asked) => {
        slack.channels.get('C1')!.info.pending_connected_team_ids = ['T9'];
        return writing(() => Promise.resolve())(asked);
      },
    });
    await mention(question);
    await until(() => slack.ephemerals().length === 1);
    expect(slack.of('chat.startStream')).toEqual([]);
  });
});

describe('an answer that is there at once', () => {
  it('is one plain message and no stream', async () => {
    const { mention, slack } = await start({
      ask: async ({ onText }) => {
        onText?.(whole, { isWhole: true });
        await new Promise((resolve) => setTimeout(resolve, 50));
        return final;
      },
    });
    await mention(question);
    await until(() => inThread().length === 1);
    expect(markdown()).toContain(finalMarkdown);
    expect(slack.of('chat.startStream')).toEqual([]);
    expect(slack.of('chat.update')).toEqual([]);
  });
});
