import { describe, expect, test } from '@jest/globals';
import { presentAnswer } from '../../../wiki-server/present/answers.ts';
import { answerOf, citationOf } from '../../support/answers.ts';

const labelOf = (name: string) => (name === 'hr-export' ? 'HR export' : name);
const answer = answerOf(
  'See [Team 1](https://kiki.example/wiki/team:team-1) and [x](https://kiki.example.evil.example/).',
  {
    citations: [citationOf(1, { url: 'https://kiki.example/wiki/team:team-1#people' })],
  },
);

describe('an answer on a page', () => {
  test('links within the wiki, under whatever name the wiki was opened', () => {
    const { text, citations } = presentAnswer(answer, { publicUrl: 'https://kiki.example', labelOf });
    expect(text).toBe('See [Team 1](/wiki/team:team-1) and [x](https://kiki.example.evil.example/).');
    expect(citations[0]?.url).toBe('/wiki/team:team-1#people');
  });

  test('names sources as the rest of the page does', () => {
    expect(presentAnswer(answer, { publicUrl: undefined, labelOf }).citations[0]?.source.name).toBe('HR export');
  });
});
