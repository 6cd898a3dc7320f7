import { describe, expect, test } from '@jest/globals';
import { emailsIn, tokenise } from '../../../answer/understand/tokens.ts';

const wordsOf = (question: string) => tokenise(question).map(({ word }) => word);

describe('the words of a question', () => {
  test('a possessive is a word of its own', () => {
    expect(wordsOf("Ada's manager")).toEqual(['ada', 's', 'manager']);
    expect(wordsOf('Ada’s manager')).toEqual(['ada', 's', 'manager']);
    expect(wordsOf("Jones' team")).toEqual(['jones', 's', 'team']);
  });
  test('so is the verb of "who\'s", with an apostrophe or without', () => {
    expect(wordsOf("who's on call")).toEqual(wordsOf('whos on call'));
    expect(wordsOf('WHATS the status')).toEqual(['what', 's', 'the', 'status']);
  });
  test('accents and case do not tell words apart', () => {
    expect(wordsOf('ZOË Desrosiers')).toEqual(wordsOf('zoe desrosiers'));
  });
  test('an e-mail address is found whole', () => {
    expect(emailsIn('who is <ada.l@example.com>, and b@c.d?')).toEqual(['ada.l@example.com']);
  });
  test('punctuation alone is no word', () => expect(wordsOf('??? !!!')).toEqual([]));
});
