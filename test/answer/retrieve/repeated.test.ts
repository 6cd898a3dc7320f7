import { describe, expect, test } from '@jest/globals';
import { repeatedAmong } from '../../../answer/retrieve/repeated.ts';
import { evidenceOf } from '../../support/evidence.ts';

const page = (path: string, text: string) =>
  evidenceOf(text, {
    passage: { ref: `article:${path}`, title: path, heading: [], source: { record: path, source: 'wiki', path } },
  }).passage;
const repeated = (...pages: ReturnType<typeof page>[]) => [...repeatedAmong(pages)].map((ref) => ref.slice(8));

const english = 'Ask for a berth in the harbour office before you go to sea with it.';
const french = 'Demandez une place au bureau du port avant de partir en mer avec le bateau.';
const german = 'Fragen Sie im Hafenbüro nach einem Liegeplatz, bevor Sie mit ihm auslaufen.';

describe('pages that say again what better ones say', () => {
  test('are copies in other languages, whichever is found first', () => {
    expect(repeated(page('berths.md', english), page('berths-fr.md', french), page('berths.de.md', german))).toEqual([
      'berths-fr.md',
      'berths.de.md',
    ]);
    expect(repeated(page('docs/fr/berths.md', french), page('docs/de-AT/berths.md', german))).toEqual([
      'docs/de-AT/berths.md',
    ]);
    expect(repeated(page('berths-pt-br.md', french), page('berths.md', english))).toEqual(['berths.md']);
  });

  test('are not those of two departments that are called like languages', () => {
    expect(
      repeated(page('it/start.md', english), page('hr/start.md', 'You get your contract and a tour of the yard.')),
    ).toEqual([]);
    expect(repeated(page('fr/start.md', french), page('de/end.md', german))).toEqual([]);
  });

  test('are those made from one template, from the third on', () => {
    const meeting = (crew: string, day: string) =>
      page(
        `${crew}/README.md`,
        `Join the mailing list of ${crew}. Regular meeting: ${day}, in the harbour office. Notes are kept in the log.`,
      );
    const crews = [
      meeting('deck', 'Monday'),
      meeting('galley', 'Tuesday'),
      meeting('engine', 'Friday'),
      meeting('bridge', 'Sunday'),
    ];
    expect(repeated(...crews)).toEqual(['engine/README.md', 'bridge/README.md']);
    expect(repeated(...crews.slice(0, 2), page('rules.md', 'Each crew has to meet once a month at least.'))).toEqual(
      [],
    );
  });

  test('are none without pages', () => {
    expect(repeatedAmong([])).toEqual(new Set());
  });
});
