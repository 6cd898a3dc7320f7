import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mostFacts, readReply } from '../../../answer/propose/reply.ts';

const fact = { subject: 'Ada', relation: 'LEADS', object: 'Payments', role: null, quote: 'Ada leads Payments.' };
const json = JSON.stringify({ facts: [fact] });

describe('a reply', () => {
  test.each([
    ['alone', json],
    ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['within words', `Here you are: ${json} I hope this helps.`],
    ['as a list alone', JSON.stringify([fact])],
    ['as a list within words', `Facts:\n${JSON.stringify([fact])}\nDone.`],
    ['without what is null', JSON.stringify({ facts: [{ ...fact, role: undefined }] })],
    ['with more than was asked for', JSON.stringify({ facts: [{ ...fact, sure: 1 }], note: 'x' })],
  ])('is read %s', (_name, reply) => {
    expect(readReply(reply)).toEqual({ facts: [fact], malformed: 0, tooMany: 0 });
  });

  test.each(['', 'I found none.', '{"facts": "none"}', '{"facts": [', 'null', '3', '{}', '}{', '][', '\u0000'])(
    'that is no JSON of that form (%j) is none',
    (reply) => expect(readReply(reply)).toBeUndefined(),
  );

  test('without facts is one', () => {
    expect(readReply('{"facts": []}')).toEqual({ facts: [], malformed: 0, tooMany: 0 });
  });

  test('loses only the facts that have not the form', () => {
    const bad = [
      null,
      3,
      'x',
      [],
      {},
      { ...fact, quote: '' },
      { ...fact, subject: 7 },
      { ...fact, quote: 'x'.repeat(1001) },
    ];
    expect(readReply(JSON.stringify({ facts: [...bad, fact] }))).toEqual({
      facts: [fact],
      malformed: bad.length,
      tooMany: 0,
    });
  });

  test('with ten thousand facts gives as many as a page may have', () => {
    const facts = Array.from({ length: 10_000 }, (_, index) => ({ ...fact, object: `P${index}` }));
    const reply = readReply(JSON.stringify({ facts: facts.slice(0, 1_000) }));
    expect([reply?.facts.length, reply?.tooMany]).toEqual([mostFacts, 1_000 - mostFacts]);
    // Longer than what is looked at: it has no end, so it is no JSON.
    expect(readReply(JSON.stringify({ facts }))).toBeUndefined();
  });

  test('of any form at all breaks nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readReply(text)));
  });
});
