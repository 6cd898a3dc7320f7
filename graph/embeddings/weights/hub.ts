import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalModel, WeightFile } from '../local/models.ts';
import type { Origin } from './origin.ts';
import { createStall } from './stall.ts';

const address = 'https://huggingface.co';

export interface HubOptions {
  fetch: typeof fetch;
  /** Milliseconds without a byte after which a download counts as failed. */
  patience?: number;
}

/** The Hugging Face hub. A download that breaks is not resumed: it is soon begun anew. */
export function createHubOrigin({ fetch, patience = 30_000 }: HubOptions): Origin {
  const download = async (url: string, file: WeightFile, path: string, signal: AbortSignal | undefined) => {
    const stall = createStall(patience);
    const ends = signal === undefined ? stall.signal : AbortSignal.any([signal, stall.signal]);
    try {
      const { body, ok, status } = await fetch(url, { signal: ends });
      if (!ok || body === null) throw new Error(`it answered ${status} for ${file.hubPath}`);
      const target = createWriteStream(path, { mode: 0o600 });
      await pipeline(() => receive(body.getReader(), file, stall.alive), target, { signal: ends });
    } catch (error) {
      // fetch and pipeline say only that they were aborted; why stands in the signal.
      ends.throwIfAborted();
      throw error;
    } finally {
      stall.end();
    }
  };

  return {
    name: 'the Hugging Face hub',
    async fetch(model, folder, signal) {
      for (const file of [model.tokenizer, model.network])
        await download(urlOf(model, file), file, join(folder, file.name), signal);
    },
  };
}

function urlOf({ hub: { repository, revision } }: LocalModel, { hubPath }: WeightFile): string {
  return `${address}/${repository}/resolve/${revision}/${hubPath}`;
}

/** The bytes of a reply, as long as they are not more than the file has: what answers may be anything. */
async function* receive(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes, hubPath }: WeightFile,
  alive: () => void,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    received += value.byteLength;
    if (received > bytes) throw new Error(`it sends more than the ${bytes} bytes of ${hubPath}`);
    yield value;
  }
}
