import type { EvalAnswer, EvalQuestion } from './question.ts';

/** Whether the right sources were found and cited; what can't be said is left out. */
export type SourceScores = Partial<Record<'R@1' | 'R@5' | 'MRR' | 'all@5' | 'cite_p' | 'cite_r', number>>;

/** How well the right sources were found and cited. */
export function sourceScores(
  { source, alt_sources: alternatives }: EvalQuestion,
  answer: EvalAnswer | undefined,
  isAnswered: boolean,
): SourceScores {
  const gold = source ?? [];
  if (gold.length === 0) return {};
  const good = [...gold, ...(alternatives ?? [])];
  const isGood = (path: string) => good.some((each) => samePath(path, each));
  const contexts = [...new Set((answer?.contexts ?? []).map(barePath))];
  const scores: SourceScores = {};
  if (contexts.length > 0) {
    const rank = contexts.findIndex(isGood) + 1;
    scores['R@1'] = Number(rank === 1);
    scores['R@5'] = Number(rank >= 1 && rank <= 5);
    scores.MRR = rank === 0 ? 0 : 1 / rank;
    scores['all@5'] = Number(gold.every((each) => contexts.slice(0, 5).some((path) => samePath(path, each))));
  }
  const citations = answer?.citations ?? [];
  if (isAnswered && citations.length > 0) scores.cite_p = citations.filter(isGood).length / citations.length;
  if (isAnswered) scores.cite_r = Number(citations.some(isGood));
  return scores;
}

function barePath(path: string): string {
  return (path.split('#')[0] ?? '').trim().replace(/^[./]+/, '');
}

function samePath(one: string, other: string): boolean {
  const [a, b] = [barePath(one), barePath(other)];
  return a !== '' && b !== '' && (a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`));
}
