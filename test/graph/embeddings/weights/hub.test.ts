import { mkdtempSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createHubOrigin } from '../../../../graph/embeddings/weights/hub.ts';
import { loopbackServer } from '../../../support/loopback-server.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyFiles, tinyModel } from '../../../support/tiny-model.ts';

const parent = temporaryFolder();
type Answer = (response: ServerResponse, path: string) => void;
let answer: Answer = () => undefined;
const paths: string[] = [];
const server = loopbackServer((request, response) => {
  paths.push(request.url ?? '');
  answer(response, request.url ?? '');
});

/** Asks the hub, which for the time of the test stands on this machine. */
function fetchFromHub(next: Answer, { patience = 5_000, signal }: { patience?: number; signal?: AbortSignal } = {}) {
  answer = next;
  const folder = mkdtempSync(join(parent, 'hub-'));
  const redirected = (url: string, init: RequestInit) =>
    fetch(url.replace('https://huggingface.co', server.url()), init);
  const origin = createHubOrigin({ fetch: redirected as typeof fetch, patience });
  return { folder, done: origin.fetch(tinyModel, folder, signal) };
}

describe('the hub', () => {
  test('gives both files of the pinned revision', async () => {
    const { folder, done } = fetchFromHub((response, path) =>
      response.end(path.endsWith('.onnx') ? tinyFiles.network : tinyFiles.tokenizer),
    );
    await done;
    expect(paths).toEqual([
      '/example/tiny/resolve/0123456789abcdef/files/tokenizer.json',
      '/example/tiny/resolve/0123456789abcdef/files/model.onnx',
    ]);
    expect(readFileSync(join(folder, 'model.onnx'))).toEqual(tinyFiles.network);
    expect(readFileSync(join(folder, 'tokenizer.json'))).toEqual(tinyFiles.tokenizer);
  });

  test('that answers with an error says its status', async () => {
    const { done } = fetchFromHub((response) => response.writeHead(403).end('no'));
    await expect(done).rejects.toThrow('it answered 403 for files/tokenizer.json');
  });

  test('that sends more than the file has is cut off', async () => {
    const { done } = fetchFromHub((response) => response.write(Buffer.alloc(100_000)));
    await expect(done).rejects.toThrow('sends more than');
  });

  test('that breaks off is an error', async () => {
    const { done } = fetchFromHub((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x', () => response.destroy());
    });
    await expect(done).rejects.toThrow('terminated');
  });

  test.each<[string, Answer]>([
    ['before it answers', () => undefined],
    ['in the middle', (response) => void response.write('x')],
  ])('that falls silent %s is given up', async (_when, silent) => {
    await expect(fetchFromHub(silent, { patience: 100 }).done).rejects.toThrow('nothing came for 0.1 s');
  });

  test('that is slow is waited for as long as something comes', async () => {
    const drip = async (response: ServerResponse, content: Buffer) => {
      for (let at = 0; at < 6; at += 1) {
        response.write(content.subarray(at * 100, at === 5 ? undefined : (at + 1) * 100));
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      response.end();
    };
    const { folder, done } = fetchFromHub(
      (response, path) =>
        void (path.endsWith('.json') ? drip(response, tinyFiles.tokenizer) : response.end(tinyFiles.network)),
      { patience: 1_000 },
    );
    await done;
    expect(readFileSync(join(folder, 'tokenizer.json'))).toEqual(tinyFiles.tokenizer);
  });

  test('is left when the caller stops', async () => {
    const { done } = fetchFromHub((response) => void response.write('x'), { signal: AbortSignal.timeout(50) });
    await expect(done).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
