import { describe, expect, test } from '@jest/globals';
import { companyThesaurus, createThesaurus, otherWordings } from '../../../answer/retrieve/thesaurus.ts';
import { workplaceWords } from '../../../answer/retrieve/workplace-words.ts';

const thesaurus = createThesaurus([
  { written: ['annual leave', 'vacation'], said: ['holiday', 'day off'] },
  { written: ['sign off', 'approval'], said: [] },
  { written: ['away message', 'holiday note'], said: [] },
  { written: ['C++ guide'], said: ['C+ guide'] },
]);
const wordings = (question: string) => otherWordings(question, thesaurus(question));

describe('a thesaurus', () => {
  test('puts a question in the words that texts may have, the likeliest first', () => {
    expect(wordings('how much holiday do I get?')).toEqual([
      'how much annual leave do I get?',
      'how much vacation do I get?',
    ]);
  });

  test('leaves out the word that the question has', () => {
    expect(wordings('Vacation days left?')).toEqual(['annual leave days left?']);
  });

  test('replaces all of several phrases at once, whatever stands between their words', () => {
    expect(wordings('sign-off for a day  off')).toEqual(['approval for a annual leave', 'approval for a vacation']);
  });

  test('takes the longer of two phrases that fit', () => {
    expect(wordings('where is the holiday note')).toEqual(['where is the away message']);
  });

  test('knows whole words only, and no phrase over the end of a sentence', () => {
    expect(wordings('holidaymaker')).toEqual([]);
    expect(wordings('is it my day? off to work')).toEqual([]);
  });

  test('takes signs in words as they are', () => {
    expect(wordings('the c+ guide')).toEqual(['the C++ guide']);
  });

  test('knows a verb with what stands before its particle, and no more', () => {
    const apart = createThesaurus([{ written: ['disband'], said: ['wind down'] }]);
    const of = (question: string) => otherWordings(question, apart(question));
    expect(of('how do we wind it down?')).toEqual(['how do we disband?']);
    expect(of('how do we wind them down?')).toEqual(['how do we disband?']);
    expect(of('how do we wind the choir down?')).toEqual([]);
  });

  test('of nothing finds nothing', () => {
    expect(createThesaurus([])('holiday')).toEqual([]);
    expect(wordings('who leads Payments?')).toEqual([]);
  });

  test('takes three other wordings at most', () => {
    const many = createThesaurus([{ written: ['one', 'two', 'three', 'four', 'five'], said: ['many'] }]);
    expect(otherWordings('many', many('many'))).toEqual(['one', 'two', 'three']);
  });

  test('knows what people call a bastion', () => {
    for (const said of ['jump host', 'jump server', 'jumpbox'])
      expect(
        otherWordings(`how do I reach the ${said}?`, companyThesaurus([])(`how do I reach the ${said}?`)),
      ).toContain('how do I reach the bastion?');
  });

  test("puts a company's own words before those of any workplace", () => {
    const own = companyThesaurus([['vacation', 'Jahresurlaub']]);
    expect(otherWordings('vacation', own('vacation'))).toEqual(['Jahresurlaub']);
    expect(otherWordings('laptop', own('laptop'))).toEqual(['computer']);
  });
});

test('no phrase stands in two rows of the table, so that none is in vain', () => {
  const phrases = workplaceWords.flatMap(({ written, said }) => [...new Set([...written, ...said])]);
  expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
});

describe('the words of any workplace', () => {
  const known = companyThesaurus([]);
  const firstOf = (question: string) => otherWordings(question, known(question))[0];

  test.each([
    ['who may use the jump box?', 'who may use the bastion?'],
    ['are videos subtitled?', 'are videos captions?'],
    ['what does the confidentiality agreement cover?', 'what does the non disclosure agreement cover?'],
    ["I can't log in", 'I locked out'],
    ['is there petrol money', 'is there mileage'],
    ['who reports a security hole?', 'who reports a vulnerability?'],
    ['how do I get merge rights', 'how do I get write access'],
    ['where is the loo', 'where is the restroom'],
    ['is this training compulsory', 'is this training required'],
    ['are there bank holidays in May', 'are there public holiday in May'],
    ['can my last shift be on the 4th of July?', 'can my last shift be on the public holiday?'],
    ['our treasurer has gone quiet, what now?', 'our treasurer has unresponsive, what now?'],
    ['how many from one company may sit on the board?', 'how many employed by the same company may sit on the board?'],
    [
      'how many people of the same company may sit there?',
      'how many people employed by the same company may sit there?',
    ],
    ['the choir is done, how do we wind it down?', 'the choir is done, how do we disband?'],
    ['how do I hand it over?', 'how do I handoff?'],
    ['an email from a reporter, and now?', 'an media inquiry, and now?'],
    ['how long is the trial?', 'how long is pilot?'],
    ['just got made skipper, when is the course?', 'appointed skipper, when is the course?'],
    ['how far in the red may it be?', 'how far negative balance may it be?'],
    ['how long do we hang on to the tapes?', 'how long do we data retention the tapes?'],
    ['how long must I be in the org?', 'how long must I be member?'],
    ['when do I get a first look?', 'when do I get initial review?'],
    ['are 12 boats past the limit?', 'are 12 boats threshold?'],
    ['what happens in a stalemate?', 'what happens in a tie?'],
    ['may I give some of my leave to a sick milker?', 'may I leave donation to a sick milker?'],
    ['is dry cleaning paid on a long trip?', 'is laundry paid on a long travel?'],
    ['I got a fishy email', 'I got a suspicious email'],
    ['how long can I fix a typo in a message?', 'how long can I edit in a message?'],
    ['where can I pump in the dairy?', 'where lactation room in the dairy?'],
    ['may the skipper reverse a decision of the crew?', 'may the skipper overrule of the crew?'],
    ['there is a troll in our call', 'there is a disruptive in our call'],
    ['how do I get to a prod box?', 'how do I get to a production server?'],
    ['my contract runs out in May', 'my term extension in May'],
    ['may I switch teams?', 'may I transfer?'],
    ['can a skipper be voted out?', 'can a skipper be removal?'],
    ['may I use ChatGPT for letters to farmers?', 'may I use generative ai for letters to farmers?'],
    ['how much may I spend on food?', 'how much may I per diem?'],
  ])('%s', (question, wording) => {
    expect(firstOf(question)).toBe(wording);
  });

  test.each([
    'which limit holds, and who is a reporter of defects?',
    'how is a file staged, and what is in the staging area?',
    'when do the hooks get fired?',
    'my brother is next of kin of a veteran',
    'how many minutes does a build take?',
    'which dependents are deleted with their owner?',
    'who is required to vote?',
    'which pump waters the barn?',
    'how often is the milk tank moved to another barn?',
    'who reverses the ferry into its berth?',
    'how do we get our boxes together for the market?',
  ])('leave alone what may mean something else: %s', (question) => {
    expect(known(question)).toEqual([]);
  });
});
