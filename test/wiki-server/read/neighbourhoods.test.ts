import { expect, test } from '@jest/globals';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { createNeighbourhoods } from '../../../wiki-server/read/neighbourhoods.ts';

const hr = { ...localAdmin, audiences: [...localAdmin.audiences, 'hr'] };

test('links are read once per state of the graph and set of audiences', async () => {
  let reads = 0;
  const read = createNeighbourhoods({
    version: () => Promise.resolve(1),
    links: () => {
      reads += 1;
      return Promise.resolve([{ relation: 'OWNS', from: 'team:a', to: 'system:b', dotted: false }]);
    },
  });
  await read(anyEmployee);
  const near = await read(localAdmin);
  expect(reads).toBe(1);
  expect(near.linksOf('system:b')).toEqual([{ relation: 'OWNS', end: 'to', other: 'team:a' }]);
  await read(hr);
  expect(reads).toBe(2);
});

test('a read that failed is tried again', async () => {
  let reads = 0;
  const read = createNeighbourhoods({
    version: () => Promise.resolve(1),
    links: () => (++reads === 1 ? Promise.reject(new Error('away')) : Promise.resolve([])),
  });
  await expect(read(anyEmployee)).rejects.toThrow('away');
  expect((await read(anyEmployee)).linksOf('team:a')).toEqual([]);
});
