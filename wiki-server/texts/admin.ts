import { formatNumber } from '../format.ts';

export const adminTexts = {
  title: 'Admin',
  intro: 'Where the graph is kept right: what sources differ on, what may be one thing, and what was read.',
  notAllowed: 'These pages are for those who may edit.',
  notAllowedFix: 'Ask an editor.',
  pages: 'Admin pages',
  all: 'All',
  kinds: 'Kinds',
  show: 'Show',
  reason: 'Reason (for the history)',
  decided: {
    contradictions: 'Contradictions',
    duplicates: 'Suspected duplicates',
    runs: 'Runs',
    quality: 'Quality',
    proposals: 'Proposals',
    suggestions: 'Suggestions',
    questions: 'Unanswered questions',
    sources: 'Sources',
  },
  about: {
    contradictions: 'What sources say differently, and who is right.',
    duplicates: 'What may be one thing under two names. Nothing is merged by itself.',
    runs: 'What was read and when, what each run changed, and taking a run back.',
    quality: 'What is missing, old or broken, each with where it is mended.',
    proposals: 'What a language model read in pages, to accept or reject.',
    suggestions: 'What colleagues say should be otherwise, to accept or decline.',
    questions: 'What was asked and not found, with a way to write it, and what askers say of answers.',
    sources: 'How the sources are, and what could not be read.',
  },
  counts: {
    contradictions: (open: number, settled: number) => `${formatNumber(open)} open, ${formatNumber(settled)} settled`,
    duplicates: (suspected: number, merged: number) =>
      `${formatNumber(suspected)} suspected, ${formatNumber(merged)} merged`,
    runs: (n: number) => (n === 0 ? 'all went well' : `${formatNumber(n)} with problems`),
    suggestions: (n: number) => formatNumber(n),
    questions: (n: number) => formatNumber(n),
    sources: (n: number) => formatNumber(n),
  },
  notDone: 'Not done.',
};
