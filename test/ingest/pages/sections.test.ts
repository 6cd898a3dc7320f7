import { describe, expect, test } from '@jest/globals';
import { sectionsOfMarkdown } from '../../../ingest/pages/sections.ts';

const sections = (markdown: string, withSteps = false) => sectionsOfMarkdown(markdown, { withSteps });

describe('sections', () => {
  test('begin at headings, and know those above them and their line', () => {
    expect(sections('intro\n\n# A\n\none\n\n## B {#b}\n\ntwo\n\n# **C**\n\nthree\n')).toEqual([
      { heading: [], text: 'intro', line: 1 },
      { heading: ['A'], text: 'one', line: 5 },
      { heading: ['A', 'B'], text: 'two', line: 9 },
      { heading: ['C'], text: 'three', line: 13 },
    ]);
  });

  test('have code as it is: its indentation, and comments in it', () => {
    const code = '    # first\n      <!-- kept -->\n    last';
    const list = '- a\n\n  ```xml\n  <!-- kept -->\n  ```';
    const fence = '  ```\n  a\n  ```';
    const markdown = `# A\n\n${code}\n\nText <!-- gone \`x\` -->and \`<!-- kept -->\`.\n\n${list}\n\n${fence}\n`;
    expect(sectionsOfMarkdown(markdown, { withSteps: false }).map(({ text }) => text)).toEqual([
      `${code}\n\nText and \`<!-- kept -->\`.\n\n${list}\n\n${fence}`,
    ]);
  });

  test('have no empty ones and no comments', () => {
    expect(sections('# A\n\n## B\n\n<!-- todo -->\n\n## C\n\nx\n').map(({ heading }) => heading)).toEqual([['A', 'C']]);
    expect(sections('\u2028')).toEqual([]);
    expect(sections('# A\n\n<!-- a -->\u2029<!-- b -->\n\n# B\n\nText.').map(({ text }) => text)).toEqual(['Text.']);
  });

  test('are cut between paragraphs, with nothing lost and each piece of a size to quote', () => {
    const paragraphs = Array.from({ length: 30 }, (_, index) => `Paragraph ${index} ${'word '.repeat(30)}`.trim());
    const parts = sections(`# A\n\n${paragraphs.join('\n\n')}\n`);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ text }) => text.length <= 1700)).toBe(true);
    expect(parts.map(({ text }) => text).join('\n\n')).toBe(paragraphs.join('\n\n'));
  });

  test('keep the head of a long table and the fence of long code in each piece', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `| ${index} | some cell of text |`);
    const table = sections(`| no | text |\n|---|---|\n${rows.join('\n')}\n`);
    expect(table.length).toBeGreaterThan(1);
    expect(table.every(({ text }) => text.startsWith('| no | text |\n|---|---|'))).toBe(true);
    const code = sections(`\`\`\`sh\n${'echo a line of code\n'.repeat(200)}\`\`\`\n`);
    expect(code.length).toBeGreaterThan(1);
    expect(code.every(({ text }) => text.startsWith('```sh') && text.endsWith('```'))).toBe(true);
  });
});

describe('steps', () => {
  test('are the items of ordered lists, with what is nested in them, their number and their line', () => {
    const found = sections('# Do it\n\nFirst read this.\n\n3. Open.\n   - a\n   - b\n4. Close. (Owner: Desk)\n', true);
    expect(found[0]).toMatchObject({ prose: 'First read this.' });
    expect(found.slice(1)).toEqual([
      { heading: ['Do it'], text: 'Open.\n- a\n- b', step: { number: 3 }, line: 5 },
      {
        heading: ['Do it'],
        text: 'Close. (Owner: Desk)',
        step: { number: 4, responsible: { namespace: 'any', value: 'Desk' } },
        line: 8,
      },
    ]);
  });

  test('go on behind paragraphs that are not indented, which belong to the entry above', () => {
    const found = sections(
      '## Leaving\n\nTell us.\n\n1. Hand in the keys.\n\nAt the gate.\n\n- not on Sundays\n\n2. Empty the locker.\n3. Sign.\n\n    in ink\n\nBye.\n',
      true,
    );
    expect(found.slice(1).map(({ text, step, line }) => [step?.number, text, line])).toEqual([
      [1, 'Hand in the keys.\n\nAt the gate.\n\n- not on Sundays', 5],
      [2, 'Empty the locker.', 11],
      [3, 'Sign.\n\n in ink', 12],
    ]);
    expect(found[0]?.prose).toBe('Tell us.\n\nBye.');
  });

  test('of two lists that both begin anew are those of each', () => {
    const found = sections('1. a\n2. b\n\nOr:\n\n1. c\n2. d\n\nor\n\n4. e\n', true);
    expect(found.flatMap(({ text, step }) => (step ? [`${step.number} ${text}`] : []))).toEqual([
      '1 a',
      '2 b',
      '1 c',
      '2 d',
    ]);
    expect(found[0]?.prose).toBe('Or:\n\nor\n\n4. e');
  });

  test('are headings that count', () => {
    const found = sections('## Step 1: Open\n\nthe door\n\n## Step 2: Close\n', true).filter(({ step }) => step);
    expect(found.map(({ text, step }) => [step?.number, text])).toEqual([
      [1, '**Open**\n\nthe door'],
      [2, '**Close**'],
    ]);
  });

  test('are not single items, bullets, or lists of what is no procedure', () => {
    const count = (markdown: string, withSteps: boolean) =>
      sections(markdown, withSteps).filter(({ step }) => step).length;
    expect([count('1. one\n', true), count('- a\n- b\n', true), count('1. a\n2. b\n', false)]).toEqual([0, 0, 0]);
  });
});
