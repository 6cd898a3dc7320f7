import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const recentTexts = {
  title: 'Recent changes',
  none: 'Nothing has changed yet.',
  pages: (n: number) => count(n, 'page'),
  changed: 'changed',
  names: (names: readonly string[], more: number) =>
    more > 0 ? `${names.join(', ')} and ${formatNumber(more)} more` : names.join(', '),
};
