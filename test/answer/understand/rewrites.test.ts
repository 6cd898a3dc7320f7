import { describe, expect, test } from '@jest/globals';
import { inPlainWords, withoutBrackets, writtenOut } from '../../../answer/understand/rewrites.ts';

describe('a question in plain words', () => {
  test.each([
    ['how many ppl are w/o a mgr', 'how many people are without a manager'],
    ['what hrs is it open', 'what hours is it open'],
    ['slack chan for Risk', 'slack channel for Risk'],
    ['who owns w/e', 'who owns with e'],
  ])('abbreviations are written out: %s', (asked, plain) => {
    expect(writtenOut(asked)).toBe(plain);
  });

  test.each([
    ['whos leading Payments atm', 'whos leading Payments'],
    ['hi all! whos leading Payments', 'whos leading Payments'],
    ['hello, who owns the ledger?', 'who owns the ledger?'],
    ['which team owns the ledger? Risk or somewhere else', 'which team owns the ledger?'],
    ['who has merge rights on the ledger?', 'who has merge access on the ledger?'],
    ['who gets paged if I use oncall-risk', 'who is in oncall-risk'],
    ['Ledger: who leads the owning team?', 'who leads the team that owns Ledger?'],
    ['who leads more teams than anybody else', 'who leads the most teams'],
    ['which team owns fewer systems than any other team?', 'which team owns the fewest systems ?'],
    ['biggest team by headcount?', 'biggest team ?'],
    ["who used to be on Risk but isn't anymore", 'who used to be on Risk'],
    ['any overlap between Risk and Payments?', 'who is in both Risk and Payments?'],
    ['who from Risk is on Payments too', 'who is in both Risk and Payments?'],
    ['who leads Payments?', 'who leads Payments?'],
    ['what sits straight below Risk', 'what sits directly below Risk'],
    ['who (co-)leads Risk', 'who leads Risk'],
    ['which groups does Ada lead, just the groups?', 'which groups does Ada lead'],
    ['which working groups does Ada lead (only WGs, no SIGs)', 'which working groups does Ada lead'],
    ['which teams does Ada lead (only SIGs)', 'which teams does Ada lead (only SIGs)'],
    ['how many systems can Risk push to? leave archived ones out', 'how many systems can Risk push to (not archived)?'],
    ['which depots does Risk own, skip closed ones', 'which depots does Risk own (not closed)'],
    ['headcount of Risk? current people only, no alumni', 'headcount of Risk?'],
    ['who was in Risk? no alumni', 'who was in Risk? no alumni'],
    ['who has ever led Risk (current members only)', 'who has ever led Risk (current members only)'],
    ['when is the call of Risk? day + time', 'when is the call of Risk?'],
    ['which teams is Ada in? (not marker teams)', 'which teams is Ada in (not marker teams)?'],
    ['which teams is Ada in? skip marker teams', 'which teams is Ada in (not marker teams)?'],
    ['is anybody from Risk on Payments too', 'who is in both Risk and Payments?'],
    ['is anyone on Risk a doctor?', 'is anyone on Risk a doctor?'],
    [
      'besides that team, which ones is the Risk team lead in?',
      'besides the Risk team, which ones is the Risk team lead in?',
    ],
    ['besides that team, which ones is Ada in?', 'besides that team, which ones is Ada in?'],
    ['what does Risk belong to, i.e. what is its parent?', 'what does Risk belong to?'],
    ['what is that, is it red?', 'what is that, is it red?'],
    ['which group is co-chaired by Ada?', 'which group is chaired by Ada?'],
    ['who is co-chair of Risk?', 'who is co-chair of Risk?'],
    ['list the groups where Risk is a stakeholder', 'which groups is Risk a stakeholder of?'],
    ['which teams are somewhere else?', 'which teams are somewhere else?'],
    ['which team has nobody listed as lead?', 'which team has no lead?'],
    ['who is in Risk? names, please', 'who is in Risk?'],
    ['who is in Risk? and the dates', 'who is in Risk? and the dates'],
    ['who leads Risk? handles', 'who leads Risk? handles'],
    ['how many pumps has the Risk team got?', 'how many pumps does the Risk team have?'],
    ['what have we got in store?', 'what do we have in store?'],
    ['how many pumps do we look after?', 'how many pumps do we have?'],
    ['Ada chairs a guild and a working group - which ones?', 'which guilds and working groups does Ada chair?'],
    ['who chairs a guild and a circle - which ones?', 'who chairs a guild and a circle - which ones?'],
    ['how many are in Risk already?', 'how many are in Risk?'],
    ['what address do I mail Risk at?', 'what is the mail address of Risk?'],
    ['to which mail address should we write to the Risk team?', 'what is the mail address of the Risk team?'],
    ['at what address can I reach Risk?', 'what is the address of Risk?'],
    ["what's the address to mail Risk?", 'what is the mail address of Risk?'],
    ['where can I write to Risk?', 'what is the mail address of Risk?'],
    ['where do I ping Risk on Slack?', 'where do I find Risk on Slack?'],
    ['what address do I mail about trademarks?', 'what address do I mail about trademarks?'],
    ['where can I write to if Risk is closed?', 'where can I write to if Risk is closed?'],
  ])('%s', (asked, plain) => {
    expect(inPlainWords(asked)).toBe(plain);
  });

  test('a long question takes no long time', () => {
    const start = performance.now();
    inPlainWords(writtenOut(`more ${'a '.repeat(20_000)}than any overlap between ${'x and '.repeat(5_000)}`));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('what stands in brackets', () => {
  test('is left out when it is a hint', () => {
    expect(withoutBrackets('who has write access to docs? (the teams I mean)')).toBe('who has write access to docs?');
  });

  test.each([
    'how many are in Risk (not counting leads)?',
    'who is in Risk (since 2020)?',
    'who is in Risk (direct only)?',
  ])('stays when it limits what is asked: %s', (question) => {
    expect(withoutBrackets(question)).toBeUndefined();
  });
});
