import type { z } from 'zod';

/** What a button, a form or a kept body says, as Kiki wrote it: undefined for what was not written so. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
