import { describe, expect, test } from '@jest/globals';
import { asksHow } from '../../../answer/compose/asks-how.ts';

describe('how it is asked how something is done', () => {
  test.each([
    'how can I book the ramp?',
    'booking the ramp, how?',
    'the ramp is stuck. whats the drill for closing it',
    'what is our usual routine for a spill?',
    'Closing a herd book: what has to be done?',
    'a cow is ill. what needs to happen?',
    'what do I need to do to join the choir?',
    'setting up the scanner, what do I click?',
    'what can we do without calling the vet?',
    'guide me through mooring',
    'tell me how the scales are set',
    'what is there to do when a berth is free?',
    'steps for a new ward pls',
    'walk me thru a mooring',
    "someone wants to give us a ship, what's the sequence?",
    "what's the process for a new berth?",
    'we want to sell milk at the fair. what is needed?',
    'a nurse moves to another ward. what is involved?',
    "what's the way to book a pilot?",
    "I'd like a window on my stable",
    'need to swap my shift with a colleague',
    'our choir wants its own page',
    'which procedure do I follow for a spill?',
    'what do I go through to moor a new ship?',
    'as harbour master, what must I run to print the tide table?',
    'the scales are off, what do I type first?',
    'which commands do we use for the gate?',
    'what do I follow when a cow is ill?',
  ])('%s', (question) => {
    expect(asksHow(question)).toBe(true);
  });

  test.each([
    'how many berths are there?',
    'how long is the quay?',
    'when is the next fire drill?',
    'who runs the ward?',
    'what does the vet do?',
    'what do I get for a night shift?',
    'how much notice does the offboarding process need?',
    'who is behind the refund process?',
    'I only need a day. must I go through the whole leave procedure?',
    'is there a process for spills?',
    'if a ship is sold, what happens to its log?',
    'I want a berth, is there one free?',
    'we need the number of the vet, what is it?',
    'what is required of a pilot?',
    'what do we run on?',
    'what does the vet run?',
  ])('is another question: %s', (question) => {
    expect(asksHow(question)).toBe(false);
  });
});
