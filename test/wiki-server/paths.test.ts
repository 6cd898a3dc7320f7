import { describe, expect, test } from '@jest/globals';
import { entityPath, passagePath, safeAddress, searchPath } from '../../wiki-server/paths.ts';

describe('addresses', () => {
  test('of an entity read well, and hold whatever a ref holds', () => {
    expect(entityPath('team:fares-desk')).toBe('/wiki/team:fares-desk');
    expect(entityPath('team:a', 'step 1/2')).toBe('/wiki/team:a#step%201%2F2');
    expect(entityPath('Fares/Desk?x')).toBe('/wiki/Fares%2FDesk%3Fx');
    expect(passagePath('team:a#purpose')).toBe('/wiki/team:a#purpose');
  });

  test('leave out parameters without a value', () => {
    expect(searchPath('a & b', { kind: undefined, page: 2 })).toBe('/search?q=a+%26+b&page=2');
  });

  test('from content may lead to the web, to a mailbox, or into this site', () => {
    for (const address of [
      'https://a.example',
      'HTTP://a.example',
      'mailto:a@b.example',
      '/wiki/team:a',
      '#x',
      'a/b.md',
    ])
      expect(safeAddress(address)).toBe(address);
  });

  test.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    'data:,x',
    'ftp://a',
  ])('%j from content is no address', (address) => expect(safeAddress(address)).toBeUndefined());
});
