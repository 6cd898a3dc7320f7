import { formatNumber } from '../format.ts';

/** `1 page`, `1,200 pages`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${formatNumber(n)} ${n === 1 ? one : many}`;
