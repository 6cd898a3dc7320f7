import { describe, expect, test } from '@jest/globals';
import { hasWhatIsAsked } from '../../../answer/retrieve/expected.ts';

describe('a question of what something costs or who to ring', () => {
  test.each([
    ['how much does a seat cost?', 'A seat is for designers.'],
    ['what do we pay per seat?', 'Seats are paid by the team.'],
    ['what is the salary of a lead?', 'Leads report to directors.'],
    ["what's Ada's phone number?", 'Ada works in room 12 since 2019.'],
  ])('is not answered without a figure: %s', (question, text) => {
    expect(hasWhatIsAsked(question, [text])).toBe(false);
  });

  test.each([
    ['how much does a seat cost?', 'A seat is $ 12 a month.'],
    ['how much does a seat cost?', 'Seats cost up to NOK 2,200.'],
    ['how much does it cost?', 'It is free.'],
    ["what's Ada's phone number?", 'Ring 555-0134.'],
    ['how much notice must I give?', 'Two weeks.'],
    ['who owns the phone system?', 'IT does.'],
  ])('is answered with one, and others need none: %s', (question, text) => {
    expect(hasWhatIsAsked(question, ['Nothing.', text])).toBe(true);
  });
});
