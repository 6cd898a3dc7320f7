import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { curl } from '../support/curl.ts';
import { servingKiki } from '../support/serving-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const root = temporaryFolder();
const tokens = { HR_TOKEN: 'token-of-hr-for-tests', PAYROLL_TOKEN: 'token-of-payroll-for-tests' };

interface Step {
  command: string;
  /** What the reply must hold; a text of `…` stands for any text. */
  reply: unknown;
}

/** Files (blocks whose language is followed by a name), and commands (`sh`) each followed by its reply (`json`). */
function read(markdown: string): { files: Record<string, string>; steps: Step[] } {
  const files: Record<string, string> = {};
  const steps: Step[] = [];
  for (const [, language, name, content = ''] of markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)) {
    if (name !== undefined) files[name] = content;
    else if (language === 'sh') steps.push({ command: content, reply: undefined });
    else if (language === 'json') steps.at(-1)!.reply = JSON.parse(content, anyText);
  }
  return { files, steps };
}

function anyText(_key: string, value: unknown): unknown {
  if (value === '…') return expect.any(String);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? expect.objectContaining(value) : value;
}

test.each([
  ['push.md', 7],
  ['schedule.md', 3],
])('docs/sources/%s: the examples do what it says', async (page, commands) => {
  const { files, steps } = read(readFileSync(join(import.meta.dirname, '../../docs/sources', page), 'utf8'));
  expect(steps).toHaveLength(commands);
  const folder = mkdtempSync(join(root, 'example-'));
  writeFiles(folder, files);
  const kiki = await servingKiki(folder, tokens);
  try {
    for (const { command, reply } of steps) {
      const response = await curl(command, { variables: { ...tokens, KIKI: kiki.url }, files });
      expect([command, await response.json()]).toEqual([command, reply]);
    }
  } finally {
    await kiki.stop();
  }
});
