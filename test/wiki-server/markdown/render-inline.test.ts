import { describe, expect, test } from '@jest/globals';
import { renderInline } from '../../../wiki-server/markdown/render-inline.ts';

describe('a value of a source', () => {
  test('has its emphasis, code and links', () => {
    expect(renderInline('Runs **every** night, see [the plan](https://a.example/p) or `kiki ingest`')).toBe(
      'Runs <strong>every</strong> night, see <a href="https://a.example/p" rel="noopener" class="external">the plan</a> or <code>kiki ingest</code>',
    );
  });

  test.each([
    ['Keeps the ferries running.', 'Keeps the ferries running.'],
    ['# 1 in fares', '# 1 in fares'],
    ['1. January is a holiday', '1. January is a holiday'],
    ['    indented', '    indented'],
    ['2 * 3 * 4 in snake_case_name', '2 * 3 * 4 in snake_case_name'],
    ['Reads <token> from stdin & writes "x"', 'Reads &lt;token&gt; from stdin &amp; writes &quot;x&quot;'],
  ])('that only looks like more stays as it is written: %j', (text, html) => {
    expect(renderInline(text).replace(/"/g, '&quot;')).toBe(html);
  });

  test.each([
    '<script>alert(1)</script>',
    '<kbd><img src=x onerror=alert(1)></kbd>',
    '[x](javascript:alert(1))',
    '![x](https://evil.example/pixel.gif)',
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    '<https://a.example/"onmouseover="alert(1)>',
    '`<img src=x onerror=alert(1)>`',
  ])('can do no harm: %j', (text) => {
    const html = renderInline(text);
    expect(html).not.toMatch(/<(script|img|kbd)\b|href="javascript/i);
    expect(html.replace(/"[^"]*"/g, '""').replace(/&[a-z]+;/g, '')).not.toMatch(/<[^>]*\son\w+\s*=/i);
  });
});
