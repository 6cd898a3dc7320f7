import { describe, expect, test } from '@jest/globals';
import { asksForNorm } from '../../../answer/understand/norms.ts';
import { words } from '../../../graph/text/analyse.ts';

describe('what asks for a rule', () => {
  test.each([
    'how many skippers should a crew have?',
    'how many people should be leading a survey party?',
    'how many people from one dairy can be on the quality board?',
    'at most how many keepers may sit on the Sluice Watch?',
    'how many night nurses must there be on Surgery?',
    'how many pilots do we need at least on the North Quay?',
    'how many leads does a ward need?',
    'how many people does it take to open the lock?',
    'how many tasters are needed in the Laboratory?',
    'how many people are supposed to work in Export?',
    'how many people are allowed in the Night Desk?',
    "what's the maximum number of members of the Harbour Council?",
    'min number of people on Payments',
    'how many have to be there',
    'who can be on the Harbour Council?',
    'which people may lead a ward?',
    'who should own the tanker schedule?',
    'is a treasurer allowed to chair the council?',
    'can the Harbour Council have two chairs?',
  ])('%s', (question) => {
    expect(asksForNorm(words(question), /how many|number/.test(question))).toBe(true);
  });
});

describe('what asks how things are', () => {
  test.each([
    'how many skippers does the crew have?',
    'how many people joined Export in May?',
    'which teams have at least 3 leads?',
    'how many wards have at most one lead?',
    'which ward has the maximum number of members?',
    'how many stores can Risk get into?',
    'how many people can push to the ledger?',
    'who should I ask about the North Quay?',
    'who can be reached on #risk?',
    'who has to do with the tanker schedule?',
    'which systems can Ada open, and who owns them?',
    'which vaults can be opened by people who lead a circle?',
    'how many systems are required by BatchTrace?',
  ])('%s', (question) => {
    expect(asksForNorm(words(question), /how many|number/.test(question))).toBe(false);
  });
});
