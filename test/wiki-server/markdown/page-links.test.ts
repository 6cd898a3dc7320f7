import { describe, expect, test } from '@jest/globals';
import { fragmentOf, linksIn, pathCandidates } from '../../../wiki-server/markdown/page-links.ts';

describe('links of a source', () => {
  test('are found in text, in references and in HTML; addresses of other places are not', () => {
    const markdown =
      '[a](a.md) [b](<b c.md>) [s](https://s.example) [h](#here) [m](mailto:a@b.example)\n\n[r]: ../r.md\n\n<a href="d/">d</a>';
    expect(linksIn(markdown)).toEqual(['a.md', 'b', '../r.md', 'd/']);
  });

  test('are paths from the folder of the page, and from the root after a slash', () => {
    expect(pathCandidates('teams/a.md', '../systems/b.md')[0]).toBe('systems/b.md');
    expect(pathCandidates('teams/a.md', '/systems/b.md')[0]).toBe('systems/b.md');
    expect(pathCandidates('teams/a.md', './b.md?x=1#part')[0]).toBe('teams/b.md');
  });

  test('may mean a page with another ending, or the page of a folder', () => {
    expect(pathCandidates('a.md', 'b/')).toEqual(expect.arrayContaining(['b.md', 'b/index.md', 'b/README.md']));
    expect(pathCandidates('a.md', 'b.html')).toContain('b.md');
  });

  test('never leave the source', () => {
    expect(pathCandidates('a/b.md', '../../c.md')).toEqual([]);
    expect(pathCandidates('a.md', '%2e%2e/%2e%2e/etc/passwd')).toEqual([]);
  });

  test('with a stray percent sign mean no page', () => {
    expect(pathCandidates('a.md', '100%.md')).toEqual([]);
    expect(fragmentOf('a.md#100%')).toBe('100%');
  });
});
