import { describe, expect, test } from '@jest/globals';
import { companyNames } from '../../../answer/check/company-names.ts';
import { write } from '../../../answer/compose/written.ts';
import type { Evidence } from '../../../answer/retrieve/retrieve.ts';
import { evidenceOf } from '../../support/evidence.ts';
import { fakeModel } from '../../support/fake-model.ts';

const source = (path: string) => ({ record: path, source: 'handbook', path, date: '2026-01-15' });
const hotels = evidenceOf('Hotels cost up to NOK 1,800.', { passage: { source: source('travel.md') } });
const sameSection = evidenceOf('Breakfast is included.', { passage: { source: source('travel.md') } });
const trains = evidenceOf('Book second class.', {
  passage: { ref: 'article:trains', title: 'Trains', anchor: 'class', source: source('trains.md') },
});
const { source: _, ...sourceless } = evidenceOf('It is blue.').passage;

const ask = async (
  reply: Parameters<typeof fakeModel>[0],
  evidence: readonly Evidence[] = [hotels, sameSection, trains],
) => {
  const { model, asked } = fakeModel(reply);
  const streamed: string[] = [];
  const written = await write({
    model,
    asked: { question: 'how much may a hotel cost?', onText: (piece) => streamed.push(piece) },
    evidence,
    on: '2026-11-20',
    namesIn: companyNames([]),
    cite: { publicUrl: undefined },
  });
  return { written, asked, streamed };
};

describe('code in evidence', () => {
  const code = '```sh\n# Check\nTOKEN=<token> run\n```';

  test('is shown to the model as it is, may be written as it is, and stands so in the citation', async () => {
    const { written, asked } = await ask(`Run it [1]:\n\n${code}`, [evidenceOf(`**Run** it:\n\n${code}`)]);
    expect(asked[0]?.at(-1)).toMatchObject({ content: expect.stringContaining(`Run it:\n\n${code}`) });
    expect(written).toMatchObject({ text: `Run it [1]:\n\n${code}`, citations: [{ quote: `Run it:\n\n${code}` }] });
  });

  test('has the addresses of the reply in it, whether they are code there or not', async () => {
    const { written } = await ask('Open https://a.example/x [1].', [evidenceOf('Open `https://a.example/x` first.')]);
    expect(written).toMatchObject({ text: 'Open https://a.example/x [1].' });
  });
});

describe('an answer that a model writes', () => {
  test('has its citations numbered by first use, each with the words and place of its source', async () => {
    const { written } = await ask('Second class [3]. Up to 1,800 [1].');
    expect(written).toMatchObject({
      text: 'Second class [1]. Up to 1,800 [2].',
      citations: [
        {
          n: 1,
          ref: 'article:trains',
          url: '/wiki/article:trains#class',
          source: { path: 'trains.md' },
          quote: 'Book second class.',
        },
        { n: 2, ref: 'article:travel', source: { path: 'travel.md' }, quote: 'Hotels cost up to NOK 1,800.' },
      ],
      dropped: 0,
    });
  });

  test('has one number for one place, however many pieces are from it', async () => {
    const { written } = await ask('Up to 1,800 with breakfast [1][2]. Second class [3].');
    expect(written).toMatchObject({ text: 'Up to 1,800 with breakfast [1]. Second class [2].' });
    expect(written).toHaveProperty('citations.length', 2);
  });

  test('is without what the evidence does not bear out', async () => {
    expect((await ask('Up to 1,800 [1]. Or 2,200 [1]. Or less.')).written).toMatchObject({
      text: 'Up to 1,800 [1].',
      dropped: 2,
    });
  });

  test('is none when nothing is borne out, or the model knows nothing', async () => {
    expect((await ask('Up to 2,200 [1].')).written).toBe('not borne out');
    expect((await ask('')).written).toBe('not borne out');
    expect((await ask('NOT KNOWN')).written).toBe('not known');
    expect((await ask('**Not known.**')).written).toBe('not known');
  });

  test('is from eight pieces at most, and from none without a source', async () => {
    const { asked } = await ask('x', [
      { ...hotels, passage: sourceless },
      ...Array.from({ length: 12 }, (_, index) => evidenceOf(`Rule ${index}.`)),
    ]);
    const prompt = asked[0]?.at(-1)?.content ?? '';
    expect(prompt.match(/<evidence n="/g)).toHaveLength(8);
    expect(prompt).not.toContain('It is blue.');
  });

  test('is from the beginning of a long piece only, as far as the model is shown it', async () => {
    const long = evidenceOf(`${'Words. '.repeat(1_000)} It costs 77.`);
    const { asked, written } = await ask('It costs 77 [1].', [long]);
    expect(asked[0]?.at(-1)?.content.length).toBeLessThan(3_000);
    expect(written).toBe('not borne out');
  });

  test('is of evidence with place, source and date', async () => {
    const { asked } = await ask('x');
    expect(asked[0]?.at(-1)?.content).toContain(
      'title="Travel policy › Travel policy › Hotels" source="handbook, travel.md, 2026-01-15"',
    );
  });
});

describe('what is streamed', () => {
  test('is the text of the answer, sentence by sentence', async () => {
    const { written, streamed } = await ask([
      'Second ',
      'class',
      ' [3]',
      '. Up ',
      'to 1,8',
      '00. [',
      '1]\n\n- Breakfast',
      ' is included [2].',
    ]);
    expect(streamed.slice(0, 2)).toEqual(['Second class [1].', ' Up to 1,800. [2]']);
    expect(written).toMatchObject({ text: streamed.join('') });
  });

  test('is nothing that does not stand up to the check, nor that nothing is known', async () => {
    expect((await ask(['It is blue. It ', 'is 42 [1]. Up to 1,800 [1]. It is', ' red.'])).streamed.join('')).toBe(
      'Up to 1,800 [1].',
    );
    expect((await ask(['NOT ', 'KNOWN.', ' Sorry.'])).streamed).toEqual([]);
  });

  test('is code only when it is whole', async () => {
    const code = evidenceOf('npm run fares\nnpm run all', { passage: { source: source('a.md') } });
    const { streamed } = await ask(
      ['Do this [1]:\n', '```\nnpm run', ' fares\n', 'npm run all\n', '```\n', 'It is code [1].'],
      [code],
    );
    expect(streamed.join('')).toBe('Do this [1]:\n```\nnpm run fares\nnpm run all\n```\nIt is code [1].');
  });
});
