import { describe, expect, test } from '@jest/globals';
import { createNewestKnown } from '../../../graph/reads/newest-known.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { hrViewer } from '../contract/harness.ts';

/** A search that ends when the test says so. */
function slowSearch() {
  let state = 'a';
  const under: { state: string; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const known = createNewestKnown(
    () => Promise.resolve(state),
    () => {
      const at = state;
      return new Promise<string>((resolve, reject) => {
        under.push({ state: at, end: resolve, fail: reject });
      });
    },
  );
  return {
    known,
    under,
    change: (to: string) => (state = to),
    end: async (index: number, value: string) => {
      under[index]?.end(value);
      await new Promise(setImmediate);
    },
  };
}
const soon = 5;

describe('what takes long to find', () => {
  test('is waited for as long as the patience, and found once', async () => {
    const { known, under, end } = slowSearch();
    expect(await known.soFar(anyEmployee, soon)).toBeUndefined();
    expect(await known.soFar(anyEmployee, soon)).toBeUndefined();
    const waiting = known.current(anyEmployee);
    const patient = known.soFar(anyEmployee, 60_000);
    await end(0, 'found');
    expect([await waiting, await patient]).toEqual(['found', { value: 'found', isCurrent: true }]);
    expect(under).toHaveLength(1);
  });

  test('is of an older state until that of now is found, and one search goes on at a time', async () => {
    const { known, under, change, end } = slowSearch();
    await known.soFar(anyEmployee, soon);
    await end(0, 'old');
    change('b');
    expect(await known.soFar(anyEmployee, soon)).toEqual({ value: 'old', isCurrent: false });
    change('c');
    expect(await known.soFar(anyEmployee, soon)).toEqual({ value: 'old', isCurrent: false });
    expect(under.map((each) => each.state)).toEqual(['a', 'b']);
    await end(1, 'newer');
    expect(await known.soFar(anyEmployee, soon)).toEqual({ value: 'newer', isCurrent: false });
    await end(2, 'newest');
    expect(await known.soFar(anyEmployee, soon)).toEqual({ value: 'newest', isCurrent: true });
  });

  test('is of the state of now for who waits for it, whatever is under way', async () => {
    const { known, change, end } = slowSearch();
    await known.soFar(anyEmployee, soon);
    change('b');
    const waiting = known.current(anyEmployee);
    await end(0, 'old');
    await end(1, 'new');
    expect(await waiting).toBe('new');
  });

  test('is found anew after a failure, and for others who may read other things', async () => {
    const { known, under, end } = slowSearch();
    const waiting = known.current(anyEmployee);
    const refused = expect(waiting).rejects.toThrow('broken');
    await new Promise(setImmediate);
    under[0]?.fail(new Error('broken'));
    await refused;
    void known.current(anyEmployee);
    void known.current(hrViewer);
    await new Promise(setImmediate);
    expect(under).toHaveLength(3);
    await end(1, '');
    await end(2, '');
  });
});
