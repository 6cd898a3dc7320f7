import { describe, expect, it } from '@jest/globals';
import { mentionedUsers, questionText } from '../../../bot/listeners/question-text.ts';

const names = new Map([['U2', 'Ada Lovelace']]);

describe('questionText', () => {
  it.each([
    ['<@UBOT> who leads Payments?', 'who leads Payments?'],
    ['hey <@UBOT|kiki>, who leads Payments?', 'hey , who leads Payments?'],
    ['who does <@U2> report to?', 'who does Ada Lovelace report to?'],
    ['who is <@U9|grace>?', 'who is grace?'],
    ['who is <@U9>?', 'who is @U9?'],
    ['what is <#C1|general> for?', 'what is #general for?'],
    ['what says <https://wiki.example.com/a|this page>?', 'what says this page?'],
    ['what says <https://wiki.example.com/a>?', 'what says https://wiki.example.com/a?'],
    ['mail <mailto:a@example.com|a@example.com>', 'mail a@example.com'],
    ['<!here> who owns it?', 'who owns it?'],
    ['is R&amp;D &lt;10 people&gt;?', 'is R&D <10 people>?'],
    ['&amp;lt;', '&lt;'],
    ['  a \t b \n\n c ', 'a b\n\nc'],
    ['<@UBOT>', ''],
    ['<@UBOT> <@UBOT>', ''],
  ])('%s is read as %s', (text, question) => {
    expect(questionText(text, 'UBOT', names)).toBe(question);
  });
});

describe('mentionedUsers', () => {
  it('are all but Kiki, once each and at most five', () => {
    expect(mentionedUsers('<@UBOT> <@U2> <@U2|ada> <@U3>', 'UBOT')).toEqual(['U2', 'U3']);
    expect(mentionedUsers(Array.from({ length: 9 }, (_, index) => `<@U${index}>`).join(' '), 'UBOT')).toHaveLength(5);
  });
});
