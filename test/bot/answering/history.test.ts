import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerMetadata } from '../../../bot/answering/metadata.ts';
import { createRecentTurns } from '../../../bot/answering/recent-turns.ts';
import { lastTurns, turnOf } from '../../../bot/answering/thread-history.ts';
import type { Turn } from '../../../schema/answer.ts';

const home = { teamId: 'T1', userId: 'UBOT', botId: 'BBOT' };
const query = { channel: 'D1', threadTs: '100.1', before: '100.5', asker: 'U1' };
const metadata = answerMetadata({ answerId: 'a', part: 0 });
const turn = (message: unknown) => turnOf(message, query, home);
const limits = { historyTurns: 4, historyCharacters: 100 };
const said = (text: string): Turn => ({ role: 'asker', text });

describe("a thread's message", () => {
  it.each<[string, Record<string, unknown>, Turn[]]>([
    ['of the asker', { ts: '100.2', user: 'U1', text: 'who leads &lt;it&gt;?' }, [said('who leads <it>?')]],
    [
      'with an answer of Kiki',
      { ts: '100.2', user: 'UBOT', bot_id: 'BBOT', text: 'Ada.', metadata },
      [{ role: 'kiki', text: 'Ada.' }],
    ],
    ['with another line of Kiki', { ts: '100.2', user: 'UBOT', bot_id: 'BBOT', text: 'Please ask again.' }, []],
    ['of somebody else', { ts: '100.2', user: 'U2', text: 'no' }, []],
    ['of another app that calls it an answer', { ts: '100.2', user: 'U9', bot_id: 'B9', text: 'no', metadata }, []],
    ['that a bot wrote in the name of the asker', { ts: '100.2', user: 'U1', bot_id: 'B9', text: 'no' }, []],
    ['that is the question itself', { ts: '100.5', user: 'U1', text: 'and now?' }, []],
    ['without words', { ts: '100.2', user: 'U1', text: '' }, []],
    ['of an unknown form', { user: 'U1' }, []],
  ])('%s', (_, message, turns) => {
    expect(turn(message)).toEqual(turns);
  });
});

describe('the turns that are taken along', () => {
  it('are the newest, oldest first', () => {
    const turns = ['a', 'b', 'c', 'd', 'e'].map(said);
    expect(lastTurns(turns, limits).map(({ text }) => text)).toEqual(['b', 'c', 'd', 'e']);
  });

  it('fit, and a long one is shortened rather than lost', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 150 })), (texts) => {
        const kept = lastTurns(texts.map(said), limits);
        expect(kept.map(({ text }) => text).join('').length).toBeLessThanOrEqual(100);
        if (texts.length > 0) expect(kept.at(-1)?.text).toBe(texts.at(-1)!.slice(0, 50));
      }),
    );
  });
});

describe('what is remembered of threads in channels', () => {
  it('is kept per thread, and the threads used last', () => {
    const recent = createRecentTurns({ threads: 2, limits });
    recent.remember('a', [said('1')]);
    recent.remember('b', [said('2')]);
    recent.remember('a', [said('3')]);
    recent.remember('c', [said('4')]);
    expect(recent.recall('a')).toEqual([said('1'), said('3')]);
    expect(recent.recall('b')).toEqual([]);
    expect(recent.recall('c')).toEqual([said('4')]);
  });
});
