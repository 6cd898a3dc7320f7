import { expect, test } from '@jest/globals';
import type { Passage } from '../../../schema/entity.ts';
import { presentProse } from '../../../wiki-server/present/prose.ts';
import { createReferences } from '../../../wiki-server/present/references.ts';

const label = (source: string) => source;

function passage(order: number, heading: string[], text: string, more: Partial<Passage> = {}): Passage {
  const anchor = `part-${order}`;
  return {
    id: `article:a#${anchor}`,
    ref: 'article:a',
    anchor,
    title: 'A',
    heading,
    order,
    text,
    card: false,
    ...more,
  };
}

const present = (passages: readonly Passage[]) =>
  presentProse(passages, {
    title: 'A',
    pageLink: () => undefined,
    mentioned: [],
    references: createReferences(label),
    labelOf: label,
  });

const long = (word: string) => `${word} `.repeat(200);

test('a section that was read in parts stands under one heading, and each part keeps its anchor', () => {
  const sections = present([
    passage(0, [], long('opening')),
    passage(1, [], long('further')),
    passage(2, ['Plans'], long('first')),
    passage(3, ['Plans'], long('second')),
    passage(4, ['Plans'], `${long('third')}the end`),
    passage(5, ['Plans', 'Later'], 'below'),
  ]);
  expect(sections.map(({ id, heading }) => [id, heading])).toEqual([
    ['part-0', undefined],
    ['part-2', 'Plans'],
    ['part-5', 'Later'],
  ]);
  const html = sections[1]?.html ?? '';
  const places = ['first', 'id="part-3"', 'second', 'id="part-4"', 'the end'].map((each) => html.indexOf(each));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('two short sections of one name, and what comes behind steps, keep their headings', () => {
  const step = { number: 1, section: 'part-2' };
  const sections = present([
    passage(0, ['Example'], 'one'),
    passage(1, ['Example'], 'two'),
    passage(2, ['Steps'], long('before')),
    passage(3, ['Steps'], 'do it', { step }),
    passage(4, ['Steps'], long('behind')),
  ]);
  expect(sections.map(({ heading }) => heading)).toEqual(['Example', 'Example', 'Steps', 'Steps']);
});
