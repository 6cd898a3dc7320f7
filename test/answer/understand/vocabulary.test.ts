import { describe, expect, test } from '@jest/globals';
import { tokenise } from '../../../answer/understand/tokens.ts';
import { createVocabulary } from '../../../answer/understand/vocabulary.ts';

const vocabulary = createVocabulary(
  ['berth', 'berths', 'harbour master', 'tow', 'towed by', 'mooring', 'moaning'],
  ['berta', 'masted'],
);
const meant = (word: string) => tokenise(word).map((token) => vocabulary.meantBy(token));

describe('a word is taken for a known one', () => {
  test.each([
    ['birth', 'berth'],
    ['harbur', 'harbour'],
    ['harbouurs', 'harbours'],
    ['chekclist', 'checklist'],
  ])('%s', (word, known) => expect(meant(word)).toEqual([known]));

  test.each([
    ['that is known itself', 'berths'],
    ['that is part of a name', 'berta'],
    ['that may be a misspelt name or value as well', 'mastet'],
    ['that is near two known ones', 'mooning'],
    ['that is of digits', 'b3rth'],
    ['that says nothing', 'there'],
    ['that is another real word', 'contract'],
  ])('but not one %s', (_what, word) => expect(meant(word)).toEqual([undefined]));
});
