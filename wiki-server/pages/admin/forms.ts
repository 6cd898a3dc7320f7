import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { WikiApp, ZodTypes } from '../../http/zod-routes.ts';

/** Bytes of a form. */
const usualLimit = 100_000;

/** Routes that read forms. In a scope of their own, so that routes of other parts can read theirs in their own way. */
export function formRoutes(app: WikiApp, add: (scope: WikiApp) => void, bodyLimit = usualLimit): void {
  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit });
    add(scope.withTypeProvider<ZodTypes>());
  });
}

/** A line that may be left empty. */
export const optionalText = z
  .string()
  .max(1000, 'is longer than 1,000 characters')
  .transform((text) => text.trim())
  .transform((text) => (text === '' ? undefined : text))
  .optional();

/** A field that a form sends once, several times, or not at all. */
export const several = z
  .union([z.string().max(600), z.array(z.string().max(600)).max(200)])
  .default([])
  .transform((sent) => [sent].flat());

/** What a form cannot lack: Kiki itself put it there. */
export const hiddenText = z.string().min(1).max(600);
export const hiddenRevision = z.coerce.number().int().min(0);
