import { describe, expect, test } from '@jest/globals';
import { quotes } from '../../../answer/compose/quote.ts';
import { excerpt } from '../../../answer/compose/excerpt.ts';
import { evidenceOf } from '../../support/evidence.ts';

const options = { on: '2026-11-20', most: 3, isHow: false };
const quoteOf = (question: string, text: string, passage = {}) =>
  quotes(question, [evidenceOf(text, { passage })], options)[0];

describe('a table', () => {
  test('is one in what is shown, and as the source has it in the citation', () => {
    const text = '| Place | Region |\n|---|---|\n| D.C. | 11 |';
    const statement = quoteOf('which region is D.C.?', text);
    expect(statement?.text).toContain('> | Place | Region |\n> |---|---|\n> | D.C. | 11 |');
    expect(statement?.quote).toBe('| Place | Region |\n\n| D.C. | 11 |');
  });
});

describe('a quote', () => {
  test('is labelled with its place and has the sentence that answers in bold', () => {
    const text = 'Book early. Hotels cost up to NOK 1,800 a night. Breakfast is included.';
    expect(quoteOf('how much may a hotel cost a night?', text)).toMatchObject({
      text: 'From **Travel policy › Hotels**:\n\n> Book early. **Hotels cost up to NOK 1,800 a night.** Breakfast is included.',
      about: { ref: 'article:travel', title: 'Travel policy', anchor: 'hotels' },
      quote: text,
    });
  });

  test('is of the words of the source, without its marks', () => {
    const text = 'Up to **NOK 1,800**, see [the form](form.xlsx).\n\n> Above that, *ask*.';
    expect(quoteOf('hotel?', text)?.quote).toBe('Up to NOK 1,800, see the form.\n\nAbove that, ask.');
  });

  test('marks the sentence that is near in meaning to a question for a figure, wherever its lines end, and cuts around it', () => {
    const text =
      'Babies have a page of their own. Parental leave is [sixteen](x.md)\nweeks for each parent. Ask early.';
    const telling = { closeness: 0.8, sentence: 'Parental leave is sixteen weeks for each parent.' };
    const shownOf = (long: string) => quotes('how long is baby leave?', [evidenceOf(long, { telling })], options)[0];
    expect(shownOf(text)?.text).toContain('own. **Parental leave is sixteen weeks for each parent.** Ask early.');
    const far = `${'Babies have a page. Leave is long. '.repeat(60)}${text}`;
    expect(shownOf(far)?.quote).toContain('sixteen weeks');
    expect(shownOf(far)?.quote?.length).toBeLessThan(1300);
  });

  test('emphasises nothing where nothing stands out', () => {
    expect(quoteOf('ferries?', 'Book early. Travel light.')?.text).not.toMatch(/> .*\*\*/);
  });

  test('has no citations of its own: footnotes of the page are words', () => {
    expect(quoteOf('hotels?', 'Hotels are dear [7].')?.text).toMatch(/> Hotels are dear \\\[7\\\]\.$/);
  });

  test('says how old its source is when it is old', () => {
    const source = (date: string) => ({ source: { record: 'r', source: 'handbook', path: 'a.md', date } });
    expect(quoteOf('x', 'y', source('2023-04-02'))?.text).toMatch(/^From \*\*.*\*\* \(of 2023-04-02, 3 years old\):/);
    expect(quoteOf('x', 'y', source('2025-04-02'))?.text).toMatch(/\*\*:\n/);
  });

  test('without a source has none to cite', () => {
    const [{ passage, ...rest }] = [evidenceOf('y')];
    const { source: _, ...bare } = passage;
    expect(quotes('x', [{ ...rest, passage: bare }], options)[0]?.sources).toEqual([]);
  });
});

describe('code in a quote', () => {
  const block = '```bash\n# Token [1]\nTOKEN=<token> run {{ x }}\n\n  ssh ubuntu@<ip>\n```';

  test('is as in the source and code for whatever reads Markdown, between the quotations', () => {
    const text = `Set **it** in \`a_<b>[2]\` first. Then run the script [3]:\n\n${block}\n\nIt is *safe*.`;
    const statement = quoteOf('how do I run the script?', text);
    expect(statement?.text).toBe(
      `From **Travel policy › Hotels**:\n\n> Set it in \`a_<b>[2]\` first. **Then run the script \\[3\\]:**\n\n${block}\n\n> It is safe.`,
    );
    expect(statement?.quote).toBe(`Set it in \`a_<b>[2]\` first. Then run the script [3]:\n\n${block}\n\nIt is safe.`);
  });

  test('has no bold words, and lets a sentence with code in it be bold', () => {
    expect(quoteOf('ssh ubuntu token run?', `Do this.\n\n${block}`)?.text).toMatch(/> Do this\.\n\n```bash\n# Token/);
    expect(quoteOf('token?', `Do this.\n\n${block}\n\nSet \`A_TOKEN\` to a token. Go.`)?.text).toContain(
      '> **Set `A_TOKEN` to a token.** Go.',
    );
  });

  test('is not joined as lines of a sentence are', () => {
    const long = 'sudo dd iflag=direct if=/dev/x of=/dev/null count=1';
    const lines = `The rescan is done on the instance itself and needs the\n\`root\` user.\n\n\`\`\`\n${long}\necho "1"\n\`\`\``;
    expect(quoteOf('rescan?', lines)?.quote).toBe(
      `The rescan is done on the instance itself and needs the \`root\` user.\n\n\`\`\`\n${long}\necho "1"\n\`\`\``,
    );
  });

  test('within a list ends no list: what goes on counting behind it is an entry', () => {
    const text = '9. Start:\n\n   ```\n   a\n   ```\n\n   This lasts.\n10. Reboot.\n11. Leave.';
    expect(quoteOf('x?', text)?.text).toContain(
      '> 9. Start:\n\n```\na\n```\n\n> This lasts.\n>\n> 10. Reboot.\n> 11. Leave.',
    );
  });

  test('is never a table', () => {
    expect(quoteOf('x?', '```\n| a |\n\n| b |\n```')?.text).toContain('```\n| a |\n\n| b |\n```');
  });

  test('that is longer than the quote is closed where it is cut, with the dots outside of it', () => {
    const lines = Array.from({ length: 80 }, (_, index) => `  run step-${index} --with <value>`);
    const text = `Before.\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n\nBehind.`;
    const middle = excerpt(text, { question: 'what does step-40 run?' }, 200);
    expect(middle).toMatch(/^…\n\n```sh\n( {2}run step-\d+ --with <value>\n)+```\n\n…$/);
    expect(middle).toContain('step-40');
    expect(excerpt(text, { question: 'before?' }, 200)).toMatch(
      /^Before\.\n\n```sh\n( {2}run step-\d --with <value>\n)+```\n\n…$/,
    );
    expect(excerpt(text, { question: 'behind?' }, 200)).toMatch(
      /^…\n\n```sh\n( {2}run step-7\d --with <value>\n)+```\n\nBehind\.$/,
    );
    const shown = quoteOf('what does step-40 run?', text)?.text ?? '';
    expect(shown).toMatch(/:\n\n> …\n\n```sh\n {2}run [\s\S]*\n```\n\n> …$/);
  });

  test('of one long line is cut within the line', () => {
    const text = `\`\`\`\n${'x'.repeat(500)}\n\`\`\`\n\nEnd.`;
    expect(excerpt(text, { question: 'x?' }, 100)).toBe(`\`\`\`\n${'x'.repeat(96)}\n\`\`\`\n\n…`);
  });

  test('in a line is not cut between sentences, and closed where the line is too long', () => {
    const text = `Say \`a. b\` now. ${'Wait a while. '.repeat(20)}`.trim();
    expect(excerpt(text, { question: 'say?' }, 40)).toMatch(/^Say `a\. b` now\. Wait a while\. …$/);
    expect(excerpt(`Run \`${'x '.repeat(100)}\` now`, { question: 'run?' }, 60)).toBe(
      `Run \`${'x '.repeat(28).trim()}\` …`,
    );
  });
});

describe('an excerpt of a long text', () => {
  const filler = Array.from({ length: 60 }, (_, index) => `Sentence ${index} is about boats.`).join(' ');
  const text = `${filler} Refunds above NOK 5,000 wait for approval. ${filler}`;

  test('has the sentence that answers, and stands in the source word for word', () => {
    const shown = excerpt(text, { question: 'who approves refunds?' }, 300);
    expect(shown).toMatch(/^… .*Refunds above NOK 5,000 wait for approval\..* …$/s);
    expect(text).toContain(shown.slice(2, -2));
    expect(shown.length).toBeLessThanOrEqual(304);
  });

  test('cuts a sentence that is too long at a word, and says so', () => {
    const long = `Refunds ${'very '.repeat(100)}`.trim();
    const shown = excerpt(long, { question: 'refunds?' }, 40);
    expect(shown).toMatch(/^Refunds (very )+…$/);
    expect(shown.length).toBeLessThanOrEqual(42);
  });

  test('is the whole of a short one', () => {
    expect(excerpt('Short.', { question: 'refunds?' }, 40)).toBe('Short.');
  });
});

describe('steps that are headings', () => {
  const sections = ['1. Ask', '2. Wait', '3. Thank'].map((heading, order) =>
    evidenceOf(`${heading} text. `.repeat(order === 0 ? 400 : 1), {
      passage: { id: `article:x#${order}`, heading: ['Survey', heading], order },
    }),
  );

  test('are all quoted, in order and in short, whichever was found first', () => {
    const [first] = quotes('how do we ask?', [sections[1]!, sections[0]!, sections[2]!], { ...options, isHow: true });
    expect(first?.text).toMatch(
      /^From \*\*.*› Survey\*\*:[\s\S]*> 1\. Ask\n[\s\S]*… *\n[\s\S]*> 2\. Wait\n[\s\S]*> 3\. Thank\n/,
    );
    expect(first?.text.length).toBeLessThan(3600);
  });

  test('come with what leads in to them, unless a later one is asked for', () => {
    const lead = evidenceOf('Begin two weeks before.', {
      passage: { id: 'article:x#lead', heading: ['Survey'], order: -1 },
    });
    const all = [sections[1]!, ...sections, lead];
    const told = quotes('how do we ask?', all, { ...options, isHow: true });
    expect(told[0]?.text).toMatch(/^From \*\*.*› Survey\*\*:\n\n> .*Begin two weeks before\..*\n>\n> 1\. Ask\n/);
    expect(told).toHaveLength(1);
    expect(quotes('what is step 2?', all, { ...options, isHow: true })[0]?.text).toMatch(/:\n\n> 2\. Wait/);
  });

  test('are quoted from the one on that is asked for', () => {
    const from = (question: string) => quotes(question, sections, { ...options, isHow: true })[0];
    expect(from('what do I do in step 2?')).toMatchObject({
      text: expect.stringMatching(/^From \*\*.*› Survey\*\*:\n\n> 2\. Wait\n[\s\S]*> 3\. Thank\n/),
      quote: expect.not.stringContaining('1. Ask'),
    });
    expect(from('what is step number 3?')?.text).toMatch(/› Survey\*\*:\n\n> 3\. Thank\n/);
    for (const question of ['what is step 9?', 'what do I do before step 3?', 'step 0?'])
      expect(from(question)?.text).toContain('> 1. Ask');
  });

  test('are sections like others where nobody asks how', () => {
    const [first] = quotes('who waits?', [sections[1]!, sections[0]!, sections[2]!], options);
    expect(first?.text).not.toContain('3. Thank');
  });
});

describe('a procedure that is too long to be quoted', () => {
  const filler = 'It may take a while. '.repeat(80);
  const sections = [
    ['Moving a herd', 'All of this is done by the farm.'],
    ['Before', `Tell the vet. ${filler}`],
    ['Before', `Count the cows. ${filler}`],
    ['Transport', `Order the trucks. ${filler}\n\n![the form](form.png)`],
    ['After', `1. Count them again. ${filler}\n2. Sign the form.`],
  ].map(([heading = '', text = ''], order) =>
    evidenceOf(text, {
      passage: {
        id: `article:x#${order}`,
        title: 'Moving a herd',
        heading: order === 0 ? ['Moving a herd'] : ['Moving a herd', heading],
        order,
      },
    }),
  );
  const [first, ...others] = quotes('how do we move a herd?', sections, { ...options, isHow: true });

  test('is told in short, all of its sections in order, each heading once', () => {
    expect(first?.text).toMatch(
      /^From \*\*Moving a herd\*\*:\n\n> .*All of this[\s\S]*> Before\n[\s\S]*Tell the vet\.[\s\S]*…[\s\S]*Count the cows\.[\s\S]*> Transport\n[\s\S]*Order the trucks\.[\s\S]*> After\n[\s\S]*1\. Count them again\.[\s\S]*2\. Sign the form\.$/,
    );
    expect(first?.text.match(/> Before$/gm)).toHaveLength(1);
    expect(first?.text.length).toBeLessThan(3600);
    expect(others).toEqual([]);
  });

  test('has no words that stand for a picture', () => {
    expect(first?.text).not.toContain('the form.png');
    expect(first?.quote).not.toMatch(/^the form$/m);
  });
});

test('sections beside each other are told below the heading of all of them', () => {
  const sections = ['Before you begin', 'Revoking access'].map((heading, order) =>
    evidenceOf('- Sign in.\n- Wait.', {
      passage: { id: `x#${order}`, heading: ['Accounts', heading], order },
      score: order,
    }),
  );
  const [first] = quotes('how do we revoke access?', [sections[1]!, sections[0]!], { ...options, isHow: true });
  expect(first?.text).toMatch(
    /› Accounts\*\*:\n\n> Before you begin\n>\n> - Sign in[\s\S]*> \*\*Revoking access\*\*\n>\n> - Sign in/,
  );
});

describe('what is quoted besides a procedure', () => {
  const section = (order: number, text: string) =>
    evidenceOf(text, {
      passage: { id: `x#${order}`, ref: `article:${order}`, title: `Page ${order}`, heading: [`H${order}`], order },
    });
  const steps = (characters: number) =>
    `1. Ask. ${'It may take a while. '.repeat(characters / 21)}\n2. Wait.\n3. Thank.`;

  test('is told by its first sentences, all of its steps', () => {
    const [, second] = quotes('how?', [section(0, steps(100)), section(1, steps(2000))], { ...options, isHow: true });
    expect(second?.text).toMatch(/1\. Ask\.[\s\S]*…[\s\S]*2\. Wait\.[\s\S]*3\. Thank\./);
    expect(second?.quote?.length).toBeLessThan(800);
  });

  test('is left out where the procedure itself is long', () => {
    const found = [section(0, steps(2500)), section(1, steps(500)), section(2, steps(500))];
    const told = quotes('how?', found, { ...options, isHow: true });
    expect(told.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(3600);
    expect(quotes('who?', found, options)).toHaveLength(3);
  });
});
