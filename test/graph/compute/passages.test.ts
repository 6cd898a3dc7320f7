import { describe, expect, test } from '@jest/globals';
import { computeCard, computePassages, embeddingText } from '../../../graph/compute/passages.ts';
import type { PassageDraft } from '../../../schema/record.ts';
import { live } from '../../support/live-record.ts';

const page = (source: string, passages: PassageDraft[]) => live({ source, kind: 'Article', key: 'p', passages });
const anchors = (...records: ReturnType<typeof page>[]) =>
  computePassages('article:guide', 'Guide', records, () => undefined).map(({ anchor }) => anchor);
const section = (...heading: string[]): PassageDraft => ({ heading, text: 'Text' });

describe('anchors', () => {
  test('are the heading path below the title, transliterated', () => {
    expect(anchors(page('a', [section(), section('Guide'), section('Guide', 'Über *uns*', 'Ziele')]))).toEqual([
      'top',
      'top-2',
      'uber-uns--ziele',
    ]);
  });

  test('of equal headings are told apart by number, across sources too', () => {
    expect(anchors(page('b', [section('X')]), page('a', [section('X'), section('X')]))).toEqual(['x', 'x-2', 'x-3']);
  });

  test('of a heading without letters and of a very long one are short and stay the same', () => {
    const [odd, long] = anchors(page('a', [section('!!!'), section('y'.repeat(500))]));
    expect(odd).toMatch(/^[0-9a-f]{8}$/);
    expect(long?.length).toBeLessThanOrEqual(120);
    expect(anchors(page('a', [section('!!!'), section('y'.repeat(500))]))).toEqual([odd, long]);
  });
});

describe('steps', () => {
  const steps: PassageDraft[] = [
    { heading: ['How'], text: '1. One', prose: '' },
    { heading: ['How'], text: 'One', step: { number: 1, responsible: { namespace: 'any', value: 'Core' } } },
    {
      heading: ['How'],
      text: 'Two',
      step: { number: 2, responsible: { namespace: 'any', value: 'Nobody' }, isGuess: true },
    },
  ];
  const passages = computePassages('article:guide', 'Guide', [page('a', steps)], ({ value }) =>
    value === 'Core' ? 'team:core' : undefined,
  );

  test('know their section and who is responsible; a guess that is not known is left out', () => {
    expect(passages.slice(1).map(({ step }) => step)).toEqual([
      { number: 1, section: 'how', responsible: 'Core', responsibleRef: 'team:core' },
      { number: 2, section: 'how' },
    ]);
  });

  test('are not embedded: their section is', () => {
    expect(passages.map(({ textHash }) => textHash !== undefined)).toEqual([true, false, false]);
  });
});

test('the text that is embedded says where it stands, without marks and without the title twice', () => {
  expect(embeddingText('Guide', ['guide', 'Leave'], 'Take **ten** [days](x).')).toBe('Guide › Leave\nTake ten days.');
});

test('equal text at equal headings has one hash wherever it stands; other text has another', () => {
  const hashes = (text: string, order: 'first' | 'last') => {
    const own: PassageDraft = { heading: ['A'], text };
    const passages = order === 'first' ? [own, section('B')] : [section('B'), own];
    return computePassages('article:x', 'Guide', [page('a', passages)], () => undefined).find(
      ({ heading }) => heading[0] === 'A',
    )?.textHash;
  };
  expect(hashes('same', 'first')).toBe(hashes('same', 'last'));
  expect(hashes('same', 'first')).not.toBe(hashes('other', 'first'));
});

test('a card says the fields in words, without links and repeated full stops', () => {
  const fields = new Map(
    Object.entries({
      description: 'Moves money.',
      title: 'Lead',
      url: 'https://x.example',
      notes: ['Monday call: https://x.example/1', 'Friday call: https://x.example/2'],
    }).map(([name, value]) => [name, { value, support: [], losers: [] }]),
  );
  const specs = (['description', 'title', 'url', 'notes'] as const).map((name) => ({
    name,
    label: name === 'title' ? 'Title' : name,
    type: name === 'url' ? ('url' as const) : name === 'notes' ? ('list' as const) : ('text' as const),
    description: '',
  }));
  const card = computeCard('team:p', { name: 'Payments', aliases: ['Pay'], kind: 'team', fields }, specs);
  expect(card).toMatchObject({
    id: 'team:p#~card',
    order: -1,
    card: true,
    text: 'Payments (team). Moves money. Title: Lead. Also called Pay',
  });
});
