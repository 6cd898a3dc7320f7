import { z } from 'zod';
import { unavailable } from '../../../schema/errors.ts';
import { normalise } from '../normalise.ts';

const reply = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
});

/**
 * The vectors of a reply, in the order of the texts, each of length 1.
 *
 * @param count how many texts were sent
 * @param dimensions length that earlier vectors of this model had, if there were any
 * @throws Unavailable when the reply is not one vector per text, all of one length: a wrong order would give each text the
 *   meaning of another, and no one would notice.
 */
export function readReply(body: unknown, count: number, dimensions: number | undefined): Float32Array[] {
  const parsed = reply.safeParse(body);
  if (!parsed.success) throw wrong('its reply is not a list of embeddings');
  const { data } = parsed.data;
  if (data.length !== count) throw wrong(`it gave ${data.length} embeddings for ${count} texts`);
  const sorted = [...data].sort((a, b) => a.index - b.index);
  if (sorted.some(({ index }, position) => index !== position)) throw wrong('its embeddings are not numbered by text');
  const length = dimensions ?? sorted[0]?.embedding.length;
  const other = sorted.find(({ embedding }) => embedding.length !== length);
  if (other !== undefined) throw wrong(`it gave ${other.embedding.length} numbers for a text, expected ${length ?? 0}`);
  try {
    return sorted.map(({ embedding }) => normalise(embedding));
  } catch (cause) {
    throw wrong('it gave a vector that is zero or not finite', cause);
  }
}

function wrong(what: string, cause?: unknown) {
  return unavailable(`The embedding endpoint answers wrongly: ${what}`, {
    fix: 'Check OPENAI_BASE_URL and KIKI_EMBEDDING_MODEL: is it an endpoint for embeddings, and a model for them?',
    cause,
  });
}
