import { describe, expect, test } from '@jest/globals';
import { phraseShares } from '../../../answer/retrieve/phrases.ts';

const passage = (text: string, title = '', heading: string[] = []) => ({ title, heading, text });

describe('what stands side by side in a question', () => {
  test.each([
    ['may I use my personal meeting id?', 'Do not use the Personal Meeting ID.', 'Meeting notes have a personal id.'],
    ['when does the berth permit run out?', 'A berth permit is for a year.', 'A permit says which berth is yours.'],
    ['is there a milk test at night?', 'The milk test is at four.', 'We test cheese and skim milk.'],
    [
      'is a tetanus booster free?',
      'Get your booster for tetanus here.',
      'A booster costs nothing. Of tetanus there was none.',
    ],
  ])('%s is in the passage that has it so, in either order', (question, having, scattered) => {
    const [has = 0, scatters = 0] = phraseShares([question], [passage(having), passage(scattered)]);
    expect(has).toBeGreaterThan(0);
    expect(scatters).toBeLessThan(has);
  });

  test('is in titles and headings too, and not across them', () => {
    const found = phraseShares(
      ['berth permit'],
      [
        passage('For a year.', 'Berth permit'),
        passage('For a year.', 'Ports', ['Berth permit']),
        passage('Permit', 'Berth'),
      ],
    );
    expect(found).toEqual([1, 1, 0]);
  });

  test('counts more if few passages have its words', () => {
    const [rare = 0, frequent = 0] = phraseShares(
      ['berth permit office hours'],
      [passage('berth permit'), passage('office hours'), passage('office hours')],
    );
    expect(rare).toBeGreaterThan(frequent);
  });

  test('counts as the wording has it of which a passage has most', () => {
    expect(phraseShares(['paid holiday', 'annual leave'], [passage('Annual leave'), passage('Paid holiday')])).toEqual([
      1, 1,
    ]);
  });

  test('is nothing where a question is one word, or none', () => {
    expect([...phraseShares(['berth'], [passage('berth')]), ...phraseShares(['?'], [passage('?')])]).toEqual([0, 0]);
    expect(phraseShares(['berth permit'], [])).toEqual([]);
  });
});
