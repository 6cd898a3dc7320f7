import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { environmentNames } from '../../schema/config.ts';

const checkout = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(checkout, name), 'utf8');
const names = [...environmentNames].sort();

describe('the variables of the environment', () => {
  test('README.md has a row for each, and for no other', () => {
    const rows = [...read('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)`\s*\|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(names);
  });

  test('.env.example has a line for each, and for no other', () => {
    const lines = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(lines.sort()).toEqual(names);
  });
});
