import { z } from 'zod';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span of time such as `15m`, `2h` or `1d`, as milliseconds. At least a minute, at most a year. */
export const interval = z
  .string()
  .regex(/^[1-9]\d{0,5}[mhd]$/, 'must be a number of minutes, hours or days, such as 15m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * units[text.slice(-1) as keyof typeof units])
  .refine((milliseconds) => milliseconds <= 366 * units.d, 'must be a year at most');
