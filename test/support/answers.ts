import type { Answer, Citation } from '../../schema/answer.ts';

/** Answers and sources for tests, with the usual filled in. */

export function answerOf(text: string, extra: Partial<Answer> = {}): Answer {
  return {
    id: 'answer-1',
    question: 'How many people are in Payments?',
    text,
    value: null,
    mode: 'graph',
    abstained: false,
    asOf: '2026-11-22',
    citations: [],
    contexts: [],
    experts: [],
    timings: {},
    ...extra,
  };
}

export function citationOf(
  n: number,
  extra: Partial<Omit<Citation, 'source'>> & { source?: Partial<Citation['source']> } = {},
): Citation {
  const { source, ...rest } = extra;
  return {
    n,
    ref: `team:team-${n}`,
    title: `Team ${n}`,
    url: `/wiki/team:team-${n}`,
    quote: null,
    ...rest,
    source: { name: 'hr-export', path: `people.csv#${n}`, url: null, date: '2026-10-01', ...source },
  };
}
