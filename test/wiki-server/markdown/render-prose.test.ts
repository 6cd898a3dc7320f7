import { expect, test } from '@jest/globals';
import { mentionedPages } from '../../../wiki-server/markdown/mentions.ts';
import { keepRendered, type ProseText, renderProse } from '../../../wiki-server/markdown/render-prose.ts';

const text: ProseText = {
  text: 'The [rota](rota.md) is kept by Fares.',
  level: 2,
  linkOf: () => '/wiki/article:rota',
  mentioned: mentionedPages([{ names: ['Fares'], path: '/wiki/team:fares' }]),
};

/** Keeps what is rendered, and counts how often that was. */
function counting(room?: number) {
  let times = 0;
  const render = keepRendered((prose) => {
    times += 1;
    return renderProse(prose);
  }, room);
  return { render, times: () => times };
}

test('a text is rendered once, and comes out as it would without being kept', () => {
  const { render, times } = counting();
  expect(render(text)).toBe(renderProse(text));
  expect(render({ ...text, mentioned: mentionedPages([{ names: ['Fares'], path: '/wiki/team:fares' }]) })).toBe(
    renderProse(text),
  );
  expect(times()).toBe(1);
});

test.each([
  ['the text', { text: 'The [rota](rota.md) is kept by the Fares team.' }],
  ['where a link leads', { linkOf: () => '/wiki/article:new-rota' }],
  ['that a link leads nowhere', { linkOf: () => undefined }],
  ['what is mentioned', { mentioned: mentionedPages([{ names: ['Fares'], path: '/wiki/team:fares-desk' }]) }],
  ['that nothing is', { mentioned: mentionedPages([]) }],
  ['where it stands', { text: '## Rota', level: 4 }],
])('it is rendered anew when this changes: %s', (_what, change) => {
  const { render } = counting();
  render(text);
  const changed = { ...text, ...change };
  expect(render(changed)).toBe(renderProse(changed));
  expect(render(text)).toBe(renderProse(text));
});

test('what was not used for longest makes room', () => {
  const { render, times } = counting(150);
  const word = (each: string) => ({ ...text, text: each });
  render(word('one'));
  render(word('two'));
  render(word('one'));
  render(word('three is longer than that'));
  expect(times()).toBe(3);
  render(word('two'));
  expect(times()).toBe(4);
});
