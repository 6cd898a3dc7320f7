import { describe, expect, test } from '@jest/globals';
import { tellsToDo, tellsWhatToDo } from '../../../answer/compose/instructions.ts';

describe('a sentence that tells what to do', () => {
  test.each([
    'Open the hatch.',
    '**Weigh** the ship',
    'Then tell the pilot.',
    'Once the berth is free, tell the pilot.',
    'If it leaks, call the yard.',
    'Re-run the test.',
    'First, you will need to ask the harbour master.',
    "You'll want to read the tide table.",
    'You must sign the log.',
    'Please double-check the seal.',
    'To add a ship you need to ask the harbour master.',
    'Once that is done tell the pilot.',
  ])('%s', (sentence) => expect(tellsToDo(sentence)).toBe(true));

  test.each([
    'The hatch is open.',
    'Ships that are heavy pay more.',
    'We weigh ships in the morning.',
    'In the morning the quay is busy.',
    '',
  ])('is not one: %s', (sentence) => expect(tellsToDo(sentence)).toBe(false));
});

describe('a text reads as a course of things to do', () => {
  test('the more, the more of them it has', () => {
    const two = tellsWhatToDo('1. The vet is called.\n2. The farm waits.');
    const four = tellsWhatToDo('1. Call the vet.\n2. Wait.\n3. Sign.\n4. Go.');
    expect(two).toBeGreaterThan(0);
    expect(four).toBeGreaterThan(two);
    expect(four).toBe(1);
  });

  test('by its prose too, however its lines are wrapped, and whatever is linked', () => {
    const prose = 'Open [the hatch](hatch.md) and\nlook inside. Once it is dry,\nclose it. It is heavy.';
    expect(tellsWhatToDo(prose)).toBeCloseTo(0.47);
  });

  test('not by what stands in code, by one entry, by questions or by what it lists besides', () => {
    expect(tellsWhatToDo('```sh\n1. Run it\n2. Run it\n```')).toBe(0);
    expect(tellsWhatToDo('1. Call the vet.')).toBe(0);
    expect(tellsWhatToDo('1. Who is it for?\n2. How long is it?')).toBe(0);
    expect(tellsWhatToDo('- cows\n- goats\n- hens')).toBe(0);
  });
});
