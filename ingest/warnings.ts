import type { StatedProblem } from '../graph/compute/stated-identity.ts';
import { isBrokenLinkWarning } from './pages/links.ts';

/** Warnings in the order of what they cost: links to nowhere are many and last. */
export function byWeight(warnings: readonly string[]): string[] {
  const links = warnings.filter(isBrokenLinkWarning);
  return [...warnings.filter((line) => !isBrokenLinkWarning(line)), ...links];
}

/**
 * What is odd about the graph as a whole, source by source: what is wrong with `sameAs` and `different`, and loose ends. What names
 * no source that was read is told with the first that was.
 */
export function warningsPerSource(
  reports: readonly { source: string }[],
  { problems, looseEndsOf }: { problems: readonly StatedProblem[]; looseEndsOf: (source: string) => string[] },
): (source: string) => string[] {
  const teller = ({ source }: StatedProblem) =>
    reports.some((report) => report.source === source) ? source : reports[0]?.source;
  return (source) => [
    ...problems.filter((problem) => teller(problem) === source).map(({ text }) => text),
    ...looseEndsOf(source),
  ];
}
