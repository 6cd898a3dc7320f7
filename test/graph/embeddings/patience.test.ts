import { describe, expect, test } from '@jest/globals';
import { withPatience } from '../../../graph/embeddings/patience.ts';
import { invalid, unavailable } from '../../../schema/errors.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

/** Work that fails as often as there are errors, and then gives its count. */
function failing(...errors: Error[]) {
  let count = 0;
  return async () => {
    const error = errors[count];
    count += 1;
    if (error) throw error;
    return count;
  };
}

const { signal } = new AbortController();

describe('patience', () => {
  test('tries again what is unavailable, and says why it waits', async () => {
    const { logger, lines } = recordingLogger();
    const work = failing(unavailable('away'), unavailable('away'));
    expect(await withPatience(work, { pauses: [1, 1], logger, signal })).toBe(3);
    expect(lines).toEqual([1, 2].map(() => expect.objectContaining({ reason: 'away.' })));
  });

  test('ends after the last pause with the last error', async () => {
    const { logger } = recordingLogger();
    const work = failing(unavailable('first'), unavailable('second'), unavailable('third'));
    await expect(withPatience(work, { pauses: [1, 1], logger, signal })).rejects.toThrow('third');
  });

  test('does not wait for what will not pass', async () => {
    const { logger, lines } = recordingLogger();
    await expect(withPatience(failing(invalid('wrong')), { pauses: [1], logger, signal })).rejects.toThrow('wrong');
    expect(lines).toEqual([]);
  });

  test('ends with the signal while it waits', async () => {
    const { logger } = recordingLogger();
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 20);
    const waiting = withPatience(failing(unavailable('away')), { pauses: [60_000], logger, signal: stop.signal });
    await expect(waiting).rejects.toThrow('stopped');
  });
});
