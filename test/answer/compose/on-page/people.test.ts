import { describe, expect, test } from '@jest/globals';
import { leadsTold } from '../../../../answer/compose/on-page/people.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const circles = page('Circles and bands of the clinic', [
  ['Circles', 'Each has two leaders.'],
  [
    'Circles > Present circles',
    '<table><tr><th>Hygiene</th><td>We keep hands clean.<br>hygiene</td><td>Gus Ree - Ward 1 and 2<br>Hal de Sun - Kitchen</td></tr>' +
      '<tr><th>Food &amp; drink</th><td>Good food.</td><td>Ida Tam</td></tr>',
  ],
  [
    'Circles > Present circles',
    '<tr><th>Rounds</th><td>Every ward.</td><td>Jo Wick - Ward 1<br>We seek one more!</td></tr>' +
      '<tr><th>Tea</th><td>Tea at ten, with a c-spoons set.<br>c-cups</td><td>Nia Oak</td></tr></table>',
  ],
  [
    'Bands',
    '<table><tr><th>Jazz</th><td>Lou Dee &amp; Kit Bly</td><td>jazz</td></tr><tr><th>Choir</th><td>Vacant</td><td>choir</td></tr><tr><th>Folk</th><td>Mia Roe</td><td>folk</td></tr></table>',
  ],
]);

describe('who leads something is told by the row of a table without heads', () => {
  test.each([
    ['who leads the hygiene circle?', ['Gus Ree', 'Hal de Sun'], 'Gus Ree - Ward 1 and 2, Hal de Sun - Kitchen'],
    ["who's in charge of the drink circle", 'Ida Tam', 'Ida Tam'],
    ['who are the co-leads of the food circle?', 'Ida Tam', 'Ida Tam'],
    [
      'who leads the circle that meets in #hygiene?',
      ['Gus Ree', 'Hal de Sun'],
      'Gus Ree - Ward 1 and 2, Hal de Sun - Kitchen',
    ],
    [
      'who runs the circle with the channel #Hygiene',
      ['Gus Ree', 'Hal de Sun'],
      'Gus Ree - Ward 1 and 2, Hal de Sun - Kitchen',
    ],
    ['who leads the band in #folk?', null, 'Mia Roe'],
    ['who heads up #folk?', null, 'Mia Roe'],
    ['who heads up c-cups?', 'Nia Oak', 'Nia Oak'],
    ['who runs c-cups', 'Nia Oak', 'Nia Oak'],
    // What else stands there may be a name, or not.
    ['who runs the rounds circle?', null, 'Jo Wick - Ward 1, We seek one more!'],
    // Of bands the page does not say what people of the table are.
    ['who leads the jazz band?', null, 'Lou Dee & Kit Bly'],
  ])('%s', (question, value, said) => {
    const told = leadsTold(question, circles);
    expect(told?.value).toEqual(value);
    expect(told?.statement.text).toContain(`: ${said} (Circles and bands of the clinic › `);
  });

  test.each([
    ['where it is another thing of the name', 'who leads hygiene at the clinic?'],
    ['where no row is named', 'who leads the garden circle?'],
    ['where nobody is named', 'who leads the choir band?'],
    ['where others are asked for', 'who founded the hygiene circle?'],
    ['where no row has the channel', 'who leads the circle that meets in #garden?'],
    ['where a word beside the channel stands nowhere', 'who leads the Bergen circle in #hygiene?'],
    ['where no row has the channel, which has no mark', 'who heads up c-garden?'],
    ['where it stands within a sentence', 'who heads up c-spoons?'],
    ['where two channels are named', 'who leads the circle that meets in #hygiene or #folk?'],
    ['where a word stands nowhere', 'who leads the hygiene circle of Bergen?'],
  ])('and not %s', (_why, question) => {
    expect(leadsTold(question, circles)).toBeUndefined();
  });
});
