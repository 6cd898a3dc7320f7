import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const browseTexts = {
  title: 'Browse',
  random: 'A page at random',
  letters: 'Letters',
  status: 'Status',
  anyCounted: 'Current',
  everyLetter: 'All',
  everyStatus: 'All',
  none: 'There is none.',
  total: (n: number, one: string, many: string) => count(n, one, many),
  previous: 'Previous page',
  next: 'Next page',
  pages: 'Pages',
  pageOf: (page: number, pages: number) => `Page ${formatNumber(page)} of ${formatNumber(pages)}`,
};
