import { describe, expect, test } from '@jest/globals';
import { askedThing } from '../../../answer/retrieve/asked-thing.ts';
import { stem } from '../../../graph/text/analyse.ts';

describe('the thing whose being, value or measure a question asks for', () => {
  test.each([
    ["what's the door code of the cold store?", 'door code'],
    ['whats the spending limit on the company card', 'spending'],
    ['who is the treasurer of the board?', 'treasurer'],
    ['how long is the log kept?', 'log'],
    ['when is the new table sent to the shops?', 'table'],
    ['where is the next retreat?', 'retreat'],
    ["what's the promised uptime of the locks?", 'uptime'],
    ['who chairs the confidential computing group?', 'confidential computing group'],
    ['is there a finder’s reward for keys?', "finder's reward"],
    ['are there any showers in the Lyon office', 'showers'],
    ['do we have pet insurance', 'pet insurance'],
    ['will the yard cover tuition for my degree?', 'tuition'],
    ['does the yard pay for my home internet if I live far away', 'home internet'],
    ['how many cows does the farm milk?', 'cows'],
    ['how long a sabbatical do I get after five years?', 'sabbatical'],
    ['how much of the budget has been spent?', 'budget'],
    ['may I bring my dog to the office?', 'dog'],
    ['do chairs get a free ticket?', 'free ticket'],
    ["when is Ada Moe's term on the board over?", 'term'],
    ['who is James’ deputy?', 'deputy'],
    ['how much memory does the tide server have?', 'memory'],
    ['how much milk is in the tank?', 'milk'],
    ['what bonus do I get if a friend joins?', 'bonus'],
    ['opening hrs of the sauna in the Lyon office', 'sauna'],
    ['when does the sauna in the Lyon office open?', 'sauna'],
    ['which hourly rate does the yard charge?', 'hourly rate'],
    ['can I expense a dog sitter?', 'dog sitter'],
    ['may we claim our train tickets', 'train tickets'],
    ['do I get reimbursed for a coworking desk?', 'coworking desk'],
  ])('is named by its form: %s', (question, thing) => {
    expect(askedThing(question)).toEqual(thing.split(' ').map((word) => stem(word.replace("'", ''))));
  });

  test.each([
    'what are the steps?',
    'what is the right way to moor?',
    "what's the drill for mooring at night?",
    'what is the workflow to moor?',
    "what's the maximum number of people?",
    'how many people must agree?',
    'is there somewhere to sleep?',
    // What is counted and what it does can't be told apart.
    'how many approvals make me a voter?',
    'which weekday do ferries rest?',
    'how do I moor?',
    'what was the reason ferries got stuck?',
    'whats the drill for mooring?',
    "what's the cap on people?",
    'the bilge is full, what now?',
    'which one do I take?',
    'what else must I bring?',
    'by what time does a shop have to order?',
    'how much notice do I give?',
    'what happens when I moor?',
  ])('is none where a text need not say it: %s', (question) => {
    expect(askedThing(question)).toEqual([]);
  });

  test('is looked for in no time in a text of one long word', () => {
    const began = performance.now();
    askedThing(`how many ${'a'.repeat(20_000)}!`);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
