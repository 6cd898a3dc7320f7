import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the fake Slack does stands in the list of what is assumed of the real one, so that it can be gone through. */
const support = join(import.meta.dirname, '../support');
const read = (file: string) => readFileSync(join(support, file), 'utf8');
const assumptions = read('slack-assumptions.md');
const fake = ['fake-slack.ts', 'fake-slack-methods.ts', 'block-kit-rules.ts'].map(read).join('\n');
const all = (pattern: RegExp) => [...new Set([...fake.matchAll(pattern)].map(([, name = '']) => name))].sort();

describe('the list of assumptions about Slack', () => {
  it.each(all(/^ {2}'([a-z]+(?:\.[a-zA-Z]+)+)': \{/gm))('names the method %s', (method) => {
    expect(assumptions).toContain(`\`${method}\``);
  });

  it.each(all(/(?:failure\(|error: |return )'([a-z]+(?:_[a-z]+)+)'/g))('names the error %s', (error) => {
    expect(assumptions).toContain(`\`${error}\``);
  });

  it('numbers its lines, and says of each how it is known', () => {
    const lines = assumptions.match(/^\d+\. .*/gm) ?? [];
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual(lines.map((_, index) => index + 1));
    for (const line of lines) expect(line).toMatch(/^\d+\. \*\*[DSI?]\*\* /);
  });
});
