import { describe, expect, test } from '@jest/globals';
import { questionParts } from '../../../answer/understand/question-parts.ts';

describe('the parts of a question', () => {
  test.each<[question: string, ...parts: string[]]>([
    ['who leads Risk, and how do I join it?', 'who leads Risk', 'how do I join it?'],
    ['who keeps the rota, and is she a nurse too?', 'who keeps the rota', 'is she a nurse too?'],
    [
      'name of the contact in Osk, and when does she sit in Bergen?',
      'name of the contact in Osk',
      'when does she sit in Bergen?',
    ],
    ['I lost my card. how do I get a new one, and who signs it?', 'how do I get a new one', 'who signs it?'],
    [
      'how many hours ahead do I have to ask for a cot, and how many for a bed?',
      'how many hours ahead do I have to ask for a cot',
      'how many hours ahead do I have to ask for a bed?',
    ],
    [
      "what's the code for leave in Bergen, and what is it for training?",
      "what's the code for leave in Bergen",
      "what's the code for training in Bergen?",
    ],
    [
      'who is the contact for the ferry, and who is it for the tug?',
      'who is the contact for the ferry',
      'who is the contact for the tug?',
    ],
    ['who leads Risk in Osk, and where is it in Osk?', 'who leads Risk in Osk', 'where is it in Osk?'],
    ['how many wards are there, and how many are in Bergen?', 'how many wards are there', 'how many are in Bergen?'],
    ['the office in zone 5 - who runs it?', 'who runs it?'],
  ])('%s', (question, ...parts) => {
    expect(questionParts(question)?.parts).toEqual(parts);
  });

  test.each([
    ['the office in zone 5 - who runs it?', 'which office is in zone 5?'],
    ['our ward with the red door - who runs it?', 'which ward has the red door?'],
    ['the ward that makes the beds: who runs it, and where is it?', 'which ward makes the beds?'],
    ['I lost my card. how do I get a new one, and who signs it?', undefined],
  ])('and the thing that is described before: %s', (question, thing) => {
    expect(questionParts(question)?.thing).toBe(thing);
  });

  test('and what is told before', () => {
    expect(questionParts('I lost my card in Ledger. how do I get one, and who signs?')?.setting).toBe(
      'I lost my card in Ledger',
    );
  });

  test.each([
    'who leads Risk?',
    'I lost my card - how do I get a new one?',
    'who is in both Risk and Export?',
    'I lost my card and who knows',
  ])('there are none of %s', (question) => expect(questionParts(question)).toBeUndefined());
});
