import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeSection, joinSections, placeWords, splitSections } from '../../../bot/interview/sections.ts';

const body = [
  'Only Bob may pay back.',
  '## Limits',
  'Up to 100 euros a day.',
  '### Exceptions',
  '```',
  '## no heading',
  '```',
  '## Tools',
  'The ledger and the till.',
  '## Limits',
  'Of the other kind.',
].join('\n\n');

describe('the sections of a page', () => {
  it('are its headings with what stands below them, in code there are none', () => {
    expect(splitSections(body).map(({ key, text }) => [key, text])).toEqual([
      ['#0', 'Only Bob may pay back.'],
      ['Limits#0', 'Up to 100 euros a day.'],
      ['Exceptions#0', '```\n\n## no heading\n\n```'],
      ['Tools#0', 'The ledger and the till.'],
      ['Limits#1', 'Of the other kind.'],
    ]);
    expect(splitSections('')).toEqual([]);
    expect(splitSections('## A ##').map(({ heading }) => heading)).toEqual(['A']);
  });

  it('put together again are the page', () => {
    expect(joinSections(splitSections(body))).toBe(body);
    const line = fc.constantFrom('# A', '## B', '### B', '```', 'words', '- item', '#nothing', '~~~');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const page = lines.join('\n\n');
        expect(joinSections(splitSections(page))).toBe(page);
      }),
    );
  });

  it('are changed one alone, and not when they are gone', () => {
    const changed = changeSection(body, 'Limits#1', () => ' Of none. ');
    expect(changed).toBe(body.replace('Of the other kind.', 'Of none.'));
    expect(changeSection(body, 'Limits#2', () => 'x')).toBeUndefined();
  });
});

describe('words are for the section', () => {
  const placed = (words: string, page = body) => {
    const place = placeWords(words, splitSections(page));
    return place && [place.section.key, place.how, place.text];
  };

  it('whose heading they begin with, as its text', () => {
    for (const words of ['## tools\nThe till alone.', 'Tools: The till alone.', 'TOOLS:\n\nThe till alone.'])
      expect(placed(words)).toEqual(['Tools#0', 'replace', 'The till alone.']);
  });

  it('that speaks of the same more clearly than others, to be added to', () => {
    expect(placed('The till is gone, the ledger stays.')).toEqual([
      'Tools#0',
      'add',
      'The till is gone, the ledger stays.',
    ]);
    expect(placed('Bob and Eve may pay it back now.')).toEqual(['#0', 'add', 'Bob and Eve may pay it back now.']);
  });

  it('or for none, where several are meant, one word is all they share, or nothing stands below the heading', () => {
    expect(placed('Something else entirely.')).toBeUndefined();
    expect(placed('Euros are fine.')).toBeUndefined();
    expect(placed('Limits: none.')).toBeUndefined();
    expect(placed('Tools:')).toBeUndefined();
    expect(placed('## Tools\n')).toBeUndefined();
    expect(placed('Two directors.', '')).toBeUndefined();
    const alike = '## A\n\nThe till in Oslo.\n\n## B\n\nThe till in Oslo.';
    expect(placed('The till in Oslo is closed.', alike)).toBeUndefined();
  });
});
