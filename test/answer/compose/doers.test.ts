import { describe, expect, test } from '@jest/globals';
import { isDoer } from '../../../answer/compose/doers.ts';

/** Rules of a made-up choir. */
const choir = ['high', 'voices'];

describe('who does it, decides it or is asked', () => {
  test.each([
    'Soloists are picked by the High Voices.',
    'Votes are counted by members of the High Voices.',
    'The High Voices will have the final word on keys.',
    'When in doubt, High Voices will decide.',
    'The choir High Voices approves each new robe.',
    'Report lost scores to the High Voices.',
    'Open a note, where you add yourself to the High Voices list.',
    'Approval from High Voices is required.',
    'The last word rests with the High Voices.',
    'If the organ sticks, then the High Voices team should be told.',
  ])('%s', (sentence) => {
    expect(isDoer(choir, sentence)).toBe(true);
  });

  test.each([
    'Soloists sing with the High Voices.',
    'Friends of the High Voices will pick one.',
    'The hall of the High Voices is swept on Mondays.',
    'High Voices leads can pick one.',
    'It is picked by the Low Voices.',
  ])('not: %s', (sentence) => {
    expect(isDoer(choir, sentence)).toBe(false);
  });
});
