import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Message } from '../render/render-answer.ts';
import { readJson } from '../blocks/read-json.ts';

const kept = z.object({
  message: z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) }),
});

/** A message as it is kept with what was said, so that it can be shown again with other buttons. */
export function writeMessage({ text, blocks = [] }: Message): string {
  return JSON.stringify({ message: { text, blocks } });
}

/** Undefined for what was not written so. */
export function readMessage(body: string | undefined): { text: string; blocks: types.KnownBlock[] } | undefined {
  if (body === undefined) return undefined;
  // Kiki wrote them.
  return readJson(kept, body)?.message as unknown as { text: string; blocks: types.KnownBlock[] } | undefined;
}
