import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  answeringTokens,
  createDirectory,
  mentionTokens,
  recordMentions,
  splitMention,
} from '../../../graph/compute/mentions.ts';
import { identify } from '../../../graph/compute/identity.ts';
import { record, related } from '../../support/records.ts';

const row = (id: string, names: string[], identities: string[] = []) => {
  const [source = '', kind = '', key = ''] = id.split(':');
  return { id, source, kind, key, names, identities: [`@${source}:${key}`, ...identities], mentions: [], rank: 1 };
};
const directory = createDirectory(
  identify(
    [
      row('hr:Person:e1', ['Ada King', 'Countess'], ['email:ada@x']),
      row('hr:Person:e2', ['Sam Lee']),
      row('hr:Person:e3', ['Sam Lee']),
      row('hr:Team:t1', ['Core']),
      row('wiki:System:core.md', ['Core']),
    ],
    { nameIdentifies: () => true, former: [] },
  ),
);
const people = ['Person'];

describe('a mention', () => {
  test.each([
    ['key', 'E1'],
    ['email', ' ADA@x'],
    ['name', 'king, ada'],
    ['name', 'countess'],
    ['any', '@ada@x'],
    ['any', 'Ada King'],
    ['ref', 'person:ada-king'],
    ['any', 'person:ada-king'],
  ])('by %s %j finds the one thing', (namespace, value) => {
    expect(directory.resolve({ namespace, value }, 'hr', people)).toEqual({ found: 'person:ada-king' });
  });

  test('by the key of another source finds nothing', () => {
    expect(directory.resolve({ namespace: 'key', value: 'e1' }, 'wiki', people)).toEqual({ missing: true });
  });

  test('by a name that two share is ambiguous, and names both', () => {
    const found = directory.resolve({ namespace: 'any', value: 'Sam Lee' }, 'hr', people);
    expect(found).toEqual({ ambiguous: ['person:sam-lee', expect.stringMatching(/^person:sam-lee-/)] });
  });

  test('is narrowed by the kinds that the relation allows and by its own', () => {
    const core = { namespace: 'name', value: 'Core' };
    expect(directory.resolve(core, 'hr', ['Team', 'System'])).toMatchObject({
      ambiguous: ['system:core', 'team:core'],
    });
    expect(directory.resolve(core, 'hr', ['Team'])).toEqual({ found: 'team:core' });
    expect(directory.resolve({ ...core, kinds: ['System'] }, 'hr', ['Team', 'System'])).toEqual({
      found: 'system:core',
    });
    expect(directory.resolve({ ...core, kinds: ['System'] }, 'hr', ['Team'])).toEqual({ missing: true });
    expect(directory.resolve(core, 'hr', [])).toEqual({ missing: true });
  });
});

test('whoever is given a name or an id answers to the mention of it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, id) => {
      const answering = new Set(
        answeringTokens({
          identities: [`handle:${id.normalize('NFC').trim().replace(/^@/, '').toLowerCase()}`],
          names: [name],
        }),
      );
      expect(mentionTokens({ namespace: 'handle', value: id }, 's').every((token) => answering.has(token))).toBe(true);
      const asked = mentionTokens({ namespace: 'name', value: name }, 's');
      expect(asked.every((token) => answering.has(token) || token === 'name:')).toBe(true);
    }),
  );
});

test('what is kept of a mention on its record can be read back, whatever marks are in it', () => {
  const { draft } = record({
    kind: 'Team',
    key: '1',
    claims: [related('LEADS', { namespace: 'name', value: 'a|b:c' }, { end: 'to' })],
    passages: [{ heading: [], text: 'x', step: { number: 1, responsible: { namespace: 'email', value: 'x|y@z' } } }],
  });
  expect(recordMentions(draft).map(splitMention)).toEqual([
    { relation: 'LEADS', end: 'to', token: 'name:a b c' },
    { relation: 'STEP', end: 'from', token: 'email:x|y@z' },
  ]);
});
