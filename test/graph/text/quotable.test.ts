import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beginningOf, codeBlocks, shortened } from '../../../graph/text/code-blocks.ts';
import { plainText } from '../../../graph/text/plain.ts';
import { quotableText, quotableWords } from '../../../graph/text/quotable.ts';

const shell = '# Check all\nTOKEN=<token> run.py --a_b_ *\n\n  x: ${{ runner.temp }} [1] {% raw %} <!-- y -->';

describe('quotable text', () => {
  test.each([
    ['a fence', `Run **it**:\n\`\`\`bash\n${shell}\n\`\`\`\nThen [go](x).`],
    ['a fence of tildes with more behind its language', `Run **it**:\n\n~~~ bash {.x}\n${shell}\n~~~\n\nThen [go](x).`],
    ['a quotation', `Run **it**:\n\n> \`\`\`bash\n> ${shell.replaceAll('\n', '\n> ')}\n> \`\`\`\n\nThen [go](x).`],
  ])('has the code of %s as it is, and prose without marks', (_what, markdown) => {
    expect(quotableText(markdown)).toBe(`Run it:\n\n\`\`\`bash\n${shell}\n\`\`\`\n\nThen go.`);
  });

  test('has the code of an entry of a list at the margin', () => {
    const markdown =
      '9. Log in:\n\n   ```sh\n   ssh ubuntu@<ip>\n     echo "1"\n   ```\n\n10. ```\n    a\n    ```\n11. Leave';
    expect(quotableText(markdown)).toBe(
      '9. Log in:\n\n```sh\nssh ubuntu@<ip>\n  echo "1"\n```\n\n10.\n\n```\na\n```\n\n11. Leave',
    );
  });

  test('has indented code in a fence, which entries of lists within lists are not', () => {
    expect(quotableText('Run:\n\n    # a\n      b <c>\n\n\td\n\nDone.')).toBe(
      'Run:\n\n```\n# a\n  b <c>\n\nd\n```\n\nDone.',
    );
    expect(quotableText('- a\n\n    - b\n\n        more of b\n\n          code')).toBe(
      '- a\n\n- b\n\nmore of b\n\n```\ncode\n```',
    );
    expect(quotableText('A line\n    that goes on')).toBe('A line\nthat goes on');
  });

  test('has what a <pre> shows', () => {
    expect(quotableText('a\n\n<pre>\n  x &lt;y&gt; &amp;lt;\n\n z <b>q</b></pre>\nb')).toBe(
      'a\n\n```\n  x <y> &lt;\n\n z q\n```\n\nb',
    );
    expect(quotableText('<pre><code class="language-sh">A=&lt;b&gt;\n</code></pre>')).toBe('```sh\nA=<b>\n```');
    expect(quotableText('<pre>never ends')).toBe('never ends');
  });

  test('has code in a line as it is, also within bold words', () => {
    expect(quotableText('**Set `TMPDIR: ${{ a }}`** and ``a`b`` to `<x>`.')).toBe(
      'Set `TMPDIR: ${{ a }}` and ``a`b`` to `<x>`.',
    );
    expect(quotableText('Run `a\n b` now')).toBe('Run `a b` now');
    // A tick in one entry and a tick in the next are no code.
    expect(quotableText('- the ` key\n- `<x>` here')).toBe('- the ` key\n- `<x>` here');
  });

  test('ends a fence that nothing ends, and makes one that does not occur in the code', () => {
    expect(quotableText('```\na')).toBe('```\na\n```');
    expect(quotableText('> ```\n> a\n\nb')).toBe('```\na\n```\n\nb');
    expect(quotableText('~~~\n```\n~~~')).toBe('````\n```\n````');
  });

  test('has nothing of a remark, with or without code in it', () => {
    expect(quotableText('a <!-- `b`\n```\nc\n```\n--> d')).toBe('a d');
  });

  test('is plain text where there is no code', () => {
    for (const markdown of ['a **b** [c](d)\n\n| a | b |\n|---|---|', '  - x\n  - y', '\uE0000\uE001'])
      expect(quotableText(markdown)).toBe(plainText(markdown));
  });

  test('is itself when it is read again', () => {
    const once = quotableText(`1. Run:\n\n   \`\`\`bash\n   a\n\n   b\n   \`\`\`\n\nand \`c\`.`);
    expect(quotableText(once)).toBe(once);
  });

  test('has the same words where no Markdown is read', () => {
    expect(quotableWords('Set `A=<b>`:\n\n```sh\nc  <d>\n```')).toBe('Set A=<b>:\n\nc  <d>');
  });
});

const line = fc.string({
  unit: fc.constantFrom('a', ' ', '<b>', '#', '`', '*', '>', '- ', '{{', '}}', '[1]', '~', '\t'),
});
const code = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `x${lines.join('\n')}`);

test('any code comes out as it went in', () => {
  fc.assert(
    fc.property(code, fc.constantFrom('', '   ', '> '), (text, before) => {
      fc.pre(!/^[ \t]*(`{5}|~~~)/m.test(text));
      const block = ['`````sh', ...text.split('\n'), '`````'].map((each) => `${before}${each}`).join('\n');
      const read = codeBlocks(quotableText(`a\n\n${block}\n\nb`)).filter((part) => typeof part !== 'string');
      expect(read).toEqual([{ language: 'sh', code: text }]);
    }),
  );
});

test('the beginning of a text closes code that it cuts, wherever that is', () => {
  const text = 'Run 😀:\n\n```sh\nfirst 😀\nsecond\n```\n\nDone.';
  for (let most = 12; most <= text.length; most += 1) {
    const shown = beginningOf(text, most);
    expect(shown.length).toBeLessThanOrEqual(most);
    expect((shown.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(shown.isWellFormed()).toBe(true);
  }
  expect(shortened(text, 28)).toBe('Run 😀:\n\n```sh\nfirst \n```\n…');
  expect(shortened('some words', 8)).toBe('some w…');
});

test.each([
  '`',
  '``` \n',
  '~~~\n',
  '    a\n\n',
  '> ```\n',
  '- ',
  '` `` ',
  '> ',
  '\n',
  '\t',
  '1. ```',
  '`a\n',
  '<pre>\n',
  '</pre>\n',
  '<pre></pre>\n',
])('100,000 signs of %j are read in time in proportion to the text', (part) => {
  const started = Date.now();
  quotableText(part.repeat(100_000 / part.length));
  expect(Date.now() - started).toBeLessThan(15_000);
});
