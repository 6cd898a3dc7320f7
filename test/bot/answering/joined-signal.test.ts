import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { joinSignals } from '../../../bot/answering/joined-signal.ts';

describe('joined signals', () => {
  it('end with the first that ends, for its reason', () => {
    const [stop, leave] = [new AbortController(), new AbortController()];
    const { signal } = joinSignals([stop.signal, leave.signal]);
    leave.abort(new Error('gone'));
    stop.abort(new Error('too late'));
    expect(signal.reason).toEqual(new Error('gone'));
  });

  it('are ended where one was before', () => {
    expect(joinSignals([AbortSignal.abort(new Error('over'))]).signal.reason).toEqual(new Error('over'));
  });

  it('leave nothing in a signal that lives on', () => {
    const { signal: living } = new AbortController();
    for (let question = 0; question < 100; question += 1) joinSignals([living]).release();
    expect(getEventListeners(living, 'abort')).toEqual([]);
  });
});
