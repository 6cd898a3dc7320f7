/**
 * Limits that the common endpoints share: OpenAI takes 2,048 texts and 300,000 tokens a request, others 16,000 tokens (Mistral) or
 * 32 texts (Text Embeddings Inference).
 */
const most = { texts: 32, bytes: 48_000 };

/** UTF-8 bytes of a text that are sent. OpenAI reads 8,191 tokens a text, and no common script has fewer than 2 bytes a token. */
const mostBytesOfText = 16_000;

/** The texts in requests of a size that endpoints take, in their order. */
export function requestBatches(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    const last = batches.at(-1);
    if (last === undefined || last.length >= most.texts || bytes + size > most.bytes) {
      batches.push([text]);
      bytes = size;
    } else {
      last.push(text);
      bytes += size;
    }
  }
  return batches;
}

/** The beginning of the text that an endpoint takes. Endpoints refuse an empty text, so of one a space is left. */
export function sendable(text: string): string {
  const bytes = Buffer.from(text); // also replaces halves of surrogate pairs, which are no text
  const cut = bytes.length <= mostBytesOfText ? bytes : bytes.subarray(0, characterStart(bytes, mostBytesOfText));
  return cut.length === 0 ? ' ' : cut.toString();
}

/** The last position up to `at` where a character begins (bytes 10xxxxxx go on with one). */
function characterStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}
