import { expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { keepPerState } from '../../../wiki-server/read/kept.ts';

test('is read again when the graph has changed: at once where nothing older will do, else after a while', async () => {
  let version = 1;
  let day = '2026-11-29';
  const store = { version: () => Promise.resolve(version) };
  const options = { store, read: () => Promise.resolve(`${version} ${day}`), also: () => day };
  const exact = keepPerState({ ...options, goodFor: 0 });
  const lenient = keepPerState(options);
  expect([await exact(anyEmployee), await lenient(anyEmployee)]).toEqual(['1 2026-11-29', '1 2026-11-29']);
  version = 2;
  expect([await exact(anyEmployee), await lenient(anyEmployee)]).toEqual(['2 2026-11-29', '1 2026-11-29']);
  day = '2026-11-30';
  expect([await exact(anyEmployee), await lenient(anyEmployee)]).toEqual(['2 2026-11-30', '2 2026-11-30']);
});
