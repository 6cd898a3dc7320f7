import { expect, test } from '@jest/globals';
import { marked } from 'marked';
import { listEntry } from '../../../answer/look-up/list-entry.ts';

const step = 'Log in:\n\n```sh\n# twice\n\nssh ubuntu@<ip>\n  echo "1"\n```';

test('code of a step stays code within its entry, blank lines too, and who does it stands behind', () => {
  const text = [
    listEntry('9. ', step, '*(Ops)*'),
    listEntry('10. ', step, ''),
    listEntry('11. ', 'Go.\n\nNow.', '*(Ada)*'),
  ];
  expect(text[0]).toBe('9. Log in:\n   ```sh\n   # twice\n\n   ssh ubuntu@<ip>\n     echo "1"\n   ```\n   *(Ops)*');
  expect(text[2]).toBe('11. Go.\n    Now. *(Ada)*');
  const html = marked.parse(text.join('\n'), { async: false });
  expect(html.match(/<ol start="9">/g)).toHaveLength(1);
  expect(
    html.match(/<code class="language-sh"># twice\n\nssh ubuntu@&lt;ip&gt;\n {2}echo &quot;1&quot;\n<\/code>/g),
  ).toHaveLength(2);
  expect(html).toMatch(/<em>\(Ops\)<\/em>\s*<\/li>/);
});

test('code that is indented is code in an entry too', () => {
  expect(listEntry('1. ', 'Run:\n\n    a\n      b', '')).toBe('1. Run:\n   ```\n   a\n     b\n   ```');
});
