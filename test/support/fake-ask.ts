import type { Answer } from '../../schema/answer.ts';
import type { Ask, Question } from '../../schema/services.ts';

/** An answer with what tests do not care about filled in. */
export function answerTo(question: string, part: Partial<Answer> = {}): Answer {
  return {
    id: 'a1',
    question,
    text: 'I do not know.',
    value: null,
    mode: 'unknown',
    abstained: true,
    asOf: '2026-11-20',
    citations: [],
    contexts: [],
    experts: [],
    timings: {},
    ...part,
  };
}

const refund = {
  n: 1,
  ref: 'procedure:refund-a-cancelled-crossing',
  title: 'Refund a cancelled crossing, step 3',
  url: '/wiki/procedure:refund-a-cancelled-crossing#step-3',
  source: { name: 'Handbook', path: 'procedures/refund.md', url: null, date: '2026-10-30' },
  quote: 'Above NOK 5,000 the refund waits for a second pair of eyes.',
};

/**
 * Answers in each mode, by a word in the question: "how many" (looked up), "quote", "fail" (rejects), anything with "refund"
 * (written by a model, piece by piece), else not known.
 *
 * @param asked gets every question
 */
export function fakeAsk(asked: Question[] = []): Ask {
  return async (question) => {
    asked.push(question);
    const words = question.question.toLowerCase();
    if (words.includes('fail')) throw new Error('The model is away');
    if (words.includes('how many'))
      return answerTo(question.question, {
        text: '**4 people** are in [Booking Platform](/wiki/team:booking-platform), 5 with its sub-teams: active and on leave, each once. [1]',
        value: 5,
        mode: 'graph',
        abstained: false,
        ...(question.wantsFollowUps === true && { followUps: ['Who leads Booking Platform?'] }),
        citations: [
          {
            n: 1,
            ref: 'team:booking-platform',
            title: 'Booking Platform',
            url: '/wiki/team:booking-platform#~card',
            source: { name: 'HR export', path: 'hr/units.csv', url: null, date: '2026-11-18' },
            quote: null,
          },
        ],
      });
    if (words.includes('quote'))
      return answerTo(question.question, {
        text: '> Above NOK 5,000 the refund waits. [1]',
        mode: 'quote',
        abstained: false,
        citations: [refund],
      });
    if (words.includes('refund')) {
      const text =
        'Open the booking, choose **Refund in full** and tell the passenger. Above NOK 5,000 a second person has to agree. [1]';
      for (const piece of text.match(/.{1,24}/gs) ?? []) {
        question.onText?.(piece);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return answerTo(question.question, { text, mode: 'model', abstained: false, citations: [refund] });
    }
    return answerTo(question.question, {
      text: 'Kiki found nothing that answers this.',
      citations: [{ ...refund, title: 'Refund a cancelled crossing', quote: null }],
      experts: [{ ref: 'person:farid-haddad', name: 'Farid Haddad', why: 'is an expert in Booking Engine' }],
    });
  };
}
