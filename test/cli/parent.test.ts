import { expect, jest, test } from '@jest/globals';
import { whenOrphaned } from '../../cli/parent.ts';

test('a server that npm started is told when npm is gone', () => {
  jest.useFakeTimers();
  try {
    let parent = 100;
    const then = jest.fn();
    whenOrphaned({ ppid: () => parent, environment: { npm_lifecycle_event: 'start' }, then });
    jest.advanceTimersByTime(2000);
    expect(then).not.toHaveBeenCalled();
    parent = 1;
    jest.advanceTimersByTime(2000);
    expect(then).toHaveBeenCalledTimes(1);
  } finally {
    jest.useRealTimers();
  }
});

test('a server that was started by itself may outlive its shell', () => {
  expect(whenOrphaned({ ppid: () => 1, environment: {}, then: () => undefined })).toBeUndefined();
});
