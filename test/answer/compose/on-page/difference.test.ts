import { describe, expect, test } from '@jest/globals';
import { difference } from '../../../../answer/compose/on-page/difference.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const leave = page('Leave of the harbour', [
  [
    'Leave for a move',
    'You get up to 3 days of leave a year for a move at home, and up to 5 days for one abroad. You can also get 4 hours for a sick dog.',
  ],
  ['Prizes', 'A pilot who brings a mate earns 200 points, one who brings a cook 1,150 points, and a diver 9 points.'],
  ['Nights', 'A mate has 12 hours of rest; a cook has 9 hours of rest.'],
]);

describe('the difference of the two figures of one sentence', () => {
  test.each([
    ['how many more days of leave can I get for a move abroad than for one at home?', 2],
    ['how many fewer days of leave a year do I get for a move at home than for a move abroad?', 2],
    ['how many more hours of rest does a mate have than a cook?', 3],
    ['how many less hours of rest does a cook have than a mate', 3],
  ])('%s', (question, value) => {
    expect(difference(question, leave)?.value).toBe(value);
  });

  test('with the sentence', () => {
    expect(difference('how many more hours of rest does a mate have than a cook?', leave)?.statement.text).toBe(
      '**3 hours** more: “A mate has 12 hours of rest; a cook has 9 hours of rest.” (Leave of the harbour › Nights).',
    );
  });

  test.each([
    ['where it is the other way round', 'how many more hours of rest does a cook have than a mate?'],
    ['where a sentence has three figures', 'how many more points does a cook bring than a mate?'],
    ['where one of them stands nowhere', 'how many more hours of rest does a pilot have than a cook?'],
    ['where the other stands nowhere', 'how many more hours of rest does a mate have than a pilot?'],
    ['where it is of something else', 'how many more hours of sleep on the north quay does a mate have than a cook?'],
    ['where it is of another unit', 'how many more days of rest does a mate have than a cook?'],
    ['where it says more than how many', 'does a mate have more than a cook?'],
    ['where the figures are of two sentences', 'how many more days do I get for a move than for a sick dog?'],
  ])('is none %s', (_why, question) => {
    expect(difference(question, leave)).toBeUndefined();
  });
});
