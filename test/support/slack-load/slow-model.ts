import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An endpoint that speaks OpenAI's chat completions on this machine. */
export interface SlowModel {
  url: string;
  /** Requests so far, and the most at one time. */
  count(): { asked: number; most: number };
  stop(): Promise<void>;
}

/** A model that takes so many seconds to write the first sentence of the first evidence, piece by piece. */
export async function startSlowModel({ seconds }: { seconds: number }): Promise<SlowModel> {
  let [asked, now, most] = [0, 0, 0];
  const server = createServer((message, response) => {
    void json(message).then((body) => {
      asked += 1;
      most = Math.max(most, (now += 1));
      response.on('close', () => (now -= 1));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const { messages = [] } = body as { messages?: { content: string }[] };
      const pieces = replyTo(messages.at(-1)?.content ?? '').match(/\S+\s*/g) ?? [];
      let at = 0;
      const timer = setInterval(
        () => {
          const piece = pieces[at++];
          if (piece !== undefined) response.write(chunk({ role: 'assistant', content: piece }));
          else {
            clearInterval(timer);
            response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
          }
        },
        (seconds * 1000) / (pieces.length + 1),
      );
      response.on('close', () => clearInterval(timer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    count: () => ({ asked, most }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function replyTo(prompt: string): string {
  const [, n = '', text = ''] = /<evidence n="(\d+)"[^>]*>\n([\s\S]*?)\n<\/evidence>/.exec(prompt) ?? [];
  const sentence = text.trim().split('\n').at(-1)?.replace(/\.$/, '') ?? '';
  return sentence === '' ? 'NOT KNOWN' : `${sentence} [${n}].`;
}

function chunk(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;
}
