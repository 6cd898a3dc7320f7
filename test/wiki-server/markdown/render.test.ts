import { describe, expect, test } from '@jest/globals';
import { mentionedPages } from '../../../wiki-server/markdown/mentions.ts';
import { type MarkdownOptions, renderMarkdown } from '../../../wiki-server/markdown/render.ts';

const render = (markdown: string, options: Partial<MarkdownOptions> = {}) =>
  renderMarkdown(markdown, { level: 1, linkOf: () => undefined, ...options });

describe('HTML in Markdown', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script that is split by nesting', '<scr<script>ipt>alert(1)</scr</script>ipt>'],
    ['an event handler', '<b onclick="alert(1)">x</b>'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    ['an SVG', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>'],
    [
      'MathML',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    ],
    ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ['a form', '<form action="https://evil.example"><input name="q"><button>x</button></form>'],
    ['a style sheet', '<style>body{display:none}</style>'],
    ['a style attribute', '<p style="position:fixed">x</p>'],
    ['an object', '<object data="javascript:alert(1)"></object><embed src="x">'],
    ['a base address', '<base href="https://evil.example/">'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example">'],
    ['a handler in an attribute of a title', '[x](https://a.example "\\" onmouseover=\\"alert(1)")'],
    ['a handler in an autolink', '<https://a.example/"onmouseover="alert(1)>'],
    ['a comment that ends early', '<!--><img src=x onerror=alert(1)>-->'],
  ])('%s comes out harmless', (_name, markdown) => {
    const html = render(markdown);
    expect(html).not.toMatch(/<(script|style|iframe|svg|math|form|input|button|object|embed|base|meta|img)\b/i);
    expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+\s*=|\sstyle\s*=|srcdoc/i);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java&#10;script:alert(1)',
    'javascript&colon;alert(1)',
    '&#x6A;avascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    '//evil.example/x',
    '\\\\evil.example\\x',
    'blob:https://a.example/x',
  ])('a link to %j leads nowhere', (address) => {
    for (const markdown of [`[x](<${address}>)`, `[x](${address})`, `<a href="${address}">x</a>`])
      expect(render(markdown)).not.toContain('href=');
  });

  test('what belongs to text stays', () => {
    expect(render('<details><summary>More</summary>Text <kbd>Esc</kbd> H<sub>2</sub>O</details>')).toContain(
      '<details><summary>More</summary>Text <kbd>Esc</kbd> H<sub>2</sub>O</details>',
    );
  });

  test('classes and ids of the page itself are out of reach', () => {
    const html = render('<div id="content" class="top">over the page</div>');
    expect(html).toContain('<div id="md-content">over the page</div>');
  });

  test('an image is its alternative text, so that no page is told who reads what', () => {
    expect(render('![The map](https://evil.example/pixel.gif)')).toBe('<p><span>The map</span></p>\n');
  });
});

describe('links', () => {
  test('a relative one leads to the page that is meant', () => {
    const linkOf = (address: string) => (address === '../a.md#b' ? '/wiki/article:a#b' : undefined);
    expect(render('[A](../a.md#b)', { linkOf })).toBe('<p><a href="/wiki/article:a#b">A</a></p>\n');
  });

  test('one to a page that is not here is marked, with what it was', () => {
    expect(render('[A](gone.md)')).toBe('<p><span class="dead" title="gone.md is not part of the wiki">A</span></p>\n');
  });

  test('one to another site is marked as such', () => {
    expect(render('[A](https://a.example/)')).toBe(
      '<p><a href="https://a.example/" rel="noopener" class="external">A</a></p>\n',
    );
  });

  test('one whose address is a tag of a site generator stays a link', () => {
    const linkOf = (address: string) => (address === '/about/' ? '/wiki/article:about' : undefined);
    expect(render('[About]({{ site.baseurl }}/about/)', { linkOf })).toContain('href="/wiki/article:about"');
  });

  test('citations of an answer are raised links, and only those that there are', () => {
    const html = render('So it is. [1] And so. [2]', {
      citationAddress: (n) => (n === 1 ? '/wiki/term:a' : undefined),
    });
    expect(html).toBe('<p>So it is.<sup class="ref"><a href="/wiki/term:a">[1]</a></sup> And so. [2]</p>\n');
  });
});

describe('form', () => {
  test('headings come below the heading above, in their order', () => {
    expect(render('# A\n\n## B', { level: 2 })).toBe('<h3>A</h3>\n<h4>B</h4>\n');
  });

  test('a table has a head whose cells say that they are of columns', () => {
    const html = render('| When | Who |\n|---|--:|\n| 06–18 | us |');
    expect(html).toContain('<th scope="col">When</th>');
    expect(html).toContain('<td align="right">us</td>');
  });

  test('a code block shows markup as it is written', () => {
    expect(render('```html\n<b onclick="x">\n```')).toContain('&lt;b onclick="x"&gt;');
  });

  test.each([
    ['{% include nav.html %} Text {:.no_toc}', '<p> Text </p>\n'],
    ['{% alert title="Note" %}Kept **long**.{% /alert %}', '<p>Kept <strong>long</strong>.</p>\n'],
    ['{{% alert title="Note" %}}\nKept.\n{{% /alert %}}\n\nMore', '<p>Kept.</p>\n<p>More</p>\n'],
    ['By {{< name "x" >}} and\nothers in {% channel "help" %}', '<p>By  and\nothers in help</p>\n'],
    ['`{{< x >}}`', '<p><code>{{&lt; x &gt;}}</code></p>\n'],
  ])('tags of a site generator go, and what stands between them stays: %j', (markdown, html) => {
    expect(render(markdown)).toBe(html);
  });

  test('a list of tasks says which are done', () => {
    expect(render('- [x] a\n- [ ] b')).toMatch(/☑ a[\s\S]*☐ b/);
  });
});

describe('mentions', () => {
  const mentions = () =>
    mentionedPages([
      { names: ['Fares Desk', 'SD-2'], path: '/wiki/team:fares-desk' },
      { names: ['Fares'], path: '/wiki/team:fares' },
      { names: ['C++ (old)'], path: '/wiki/system:c' },
    ]).linker();

  test('the first mention of a page is a link, the longest name first', () => {
    expect(render('Fares Desk asks the Fares Desk, then Fares.', { mentions: mentions() })).toBe(
      '<p><a href="/wiki/team:fares-desk">Fares Desk</a> asks the Fares Desk, then <a href="/wiki/team:fares">Fares</a>.</p>\n',
    );
  });

  test('names with signs that mean something to a pattern are found as they are written', () => {
    expect(render('See SD-2 and C++ (old).', { mentions: mentions() })).toBe(
      '<p>See <a href="/wiki/team:fares-desk">SD-2</a> and <a href="/wiki/system:c">C++ (old)</a>.</p>\n',
    );
  });

  test('part of a word, a heading, a link and code stay as they are', () => {
    const markdown = '# Fares\n\nFaresX `Fares` [Fares](https://a.example/) <a href="https://b.example/">Fares</a>';
    expect(render(markdown, { mentions: mentions() })).not.toContain('/wiki/');
  });

  test('a link that leads nowhere leads to the page it names', () => {
    expect(render('[Fares Desk](../other/fares.md)', { mentions: mentions() })).toContain(
      '<a href="/wiki/team:fares-desk">Fares Desk</a>',
    );
  });
});

test('code shows template tags as they are, also where they look like links', () => {
  const code = 'a: ${{ runner.temp }}\n[x]({{ site.url }}/a) {% raw %}';
  expect(render(`[go]({{ site.url }}/a)\n\n\`\`\`yaml\n${code}\n\`\`\``, { linkOf: () => '/wiki/a' })).toBe(
    `<p><a href="/wiki/a">go</a></p>\n<pre><code class="language-yaml">${code}\n</code></pre>\n`,
  );
  expect(render('`${{ a }}`')).toBe('<p><code>${{ a }}</code></p>\n');
});
