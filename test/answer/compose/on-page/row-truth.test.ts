import { describe, expect, test } from '@jest/globals';
import { rowTruth } from '../../../../answer/compose/on-page/row-truth.ts';
import { pageOf } from '../../../support/page-sections.ts';

const fleet = pageOf('Fleet of the harbour', [
  ['', 'We have boats.'],
  [
    'Boats',
    [
      '| Organisation of the boat | Steel-built | Harbour-insured | Berth | Skipper | Checked |',
      '|---|---|---|---|---|---|',
      '| @red-gull | Y | Y | North Quay | Ada Vik | Weekly |',
      '| Tern | Y | N | South Quay | Bo Lund, Cy Holm | Monthly | |',
      '| Swan | N | N | North Quay | Dia Moe | |',
    ].join('\n'),
  ],
  [
    'Courses > Deck',
    '| Name | Form | Guidance |\n|---|---|---|\n| Knots | Evening class | Required |\n| Ropes | Self-guided | Optional |\n| Pumps | Evening class | Required for mates |',
  ],
  [
    'Desks',
    'Each desk of the cargo office has a point person:\n\n- North - Eli Ro\n- Old Dock - Vacant\n- Shed - open on Mondays',
  ],
  [
    'Sheds',
    '| Place | Harbour zone |\n|---|---|\n| Mole, East | 5 |\n| Pier (new) | 2 |\n| Slip, East | 2 |\n| Slip, West | 5 |',
  ],
  [
    'Courses > Engine',
    '| Name | Form | Guidance |\n|---|---|---|\n| Ropes | Self-guided | Required |\n| Oil | Class | Optional |',
  ],
]);
const crews = pageOf('Crews of the yard', [
  ['Crews', 'Each crew is led by one person.'],
  [
    'Crews > Present crews',
    '<table><tr><th>North sails</th><td>Good sails.</td><td>Ada Vik</td></tr><tr><th>South sails</th><td>Old sails.</td><td>Vacant</td></tr><tr><th>Ropes</th><td>Knots.</td><td>Bo Lund</td></tr></table>',
  ],
]);
const truth = (question: string) => rowTruth(question, fleet)?.value;

describe('whether it is so is told by a row', () => {
  test.each<[what: string, question: string, value: boolean | string]>([
    ['by a yes', 'is the Tern steel-built?', true],
    ['by a no', 'is the tern insured by the harbour?', false],
    ['by a name without its signs', 'is red gull harbour insured?', true],
    ['in a word that is short for the head', 'is the red-gull org steel-built?', true],
    ['by a value', 'is the Tern at the South Quay?', true],
    ['by a value of another row', 'is the tern berthed at North Quay?', false],
    ['of several in a cell', 'is Cy Holm a skipper of the Tern?', true],
    ['of a person who has another', 'is Ada Vik the skipper of the Swan', false],
    ['by a value alone', 'is the knots course required?', true],
    ['by a value of others', 'is the knots course optional?', false],
    ['by somebody who is there', 'does the tern have a skipper?', true],
    ['by an empty cell', 'does the swan have a berth?', true],
    ['by nobody in a list of people', 'does the Old Dock desk have somebody at the moment?', false],
    ['by somebody in a list of people', 'has the North desk got anyone?', true],
    ['by the first part of a label', 'is Mole in harbour zone 5?', true],
    ['by the first part of a label before brackets', 'is Pier in harbour zone 5?', false],
    ['one of two', 'is the tern checked weekly or monthly?', 'Monthly'],
  ])('%s: %s', (_what, question, value) => {
    expect(truth(question)).toBe(value);
  });

  test('by who leads it, in a table without heads', () => {
    expect(rowTruth('does the South sails crew have a lead right now?', crews)?.value).toBe(false);
    expect(rowTruth('does the North sails crew have a lead?', crews)?.value).toBe(true);
    expect(rowTruth('does the North sails crew have a boat?', crews)).toBeUndefined();
  });

  test('with what stands in the row', () => {
    expect(rowTruth('is the Tern steel-built?', fleet)?.statement.text).toBe(
      'Yes. **Tern**, Steel-built: Y (Fleet of the harbour › Boats).',
    );
  });
});

test.each([
  ['where a word says something else', 'is the Tern steel-built and painted?'],
  ['where it is denied', "isn't the Tern steel-built?"],
  ['where two labels begin so', 'is Slip in harbour zone 5?'],
  ['where no row is named', 'is the Heron steel-built?'],
  ['where the cell is empty', 'is the swan checked weekly?'],
  ['where the cell says more', 'is the pumps course required?'],
  ['where two tables say otherwise', 'is the ropes course required?'],
  ['where it is asked for more', 'who is the skipper of the Tern?'],
  ['where all are meant', 'are all boats steel-built?'],
  ['where what is there is nobody', 'does the Shed desk have anybody?'],
  ['where nothing is told of it', 'does the North desk have a phone?'],
  ['where no column is named', 'is the Tern fast?'],
])('nothing is told %s: %s', (_why, question) => {
  expect(truth(question)).toBeUndefined();
});
