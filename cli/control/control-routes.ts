import { timingSafeEqual } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { describeError, KikiError } from '../../schema/errors.ts';
import { announceConfig } from '../announce-config.ts';
import { toolsOf } from '../commands/mcp.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import type { RemoteCommands } from '../remote-commands.ts';
import { type toolsReply, type ToolsRequest, toolsRequest } from './remote-tools.ts';

/** Lets commands beside the server work on its graph: whoever can read the token may do what a command may do. */
export function registerControl(
  app: FastifyInstance,
  { kiki, token, commands }: { kiki: Kiki; token: string; commands: RemoteCommands },
): void {
  app.get('/control', { schema: { hide: true } }, (request, reply) =>
    reply.code(hasToken(request.headers.authorization, token) ? 204 : 404).send(),
  );
  app.post('/control/tools', { schema: { hide: true } }, async (request, reply) => {
    if (!hasToken(request.headers.authorization, token)) return reply.code(404).send();
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return reply.send(await answerTools(kiki, toolsRequest.parse(request.body), gone.signal));
  });
  app.post('/control/:command', { schema: { hide: true } }, async (request, reply) => {
    const { command } = z.object({ command: z.string() }).parse(request.params);
    const run = commands[command];
    if (!hasToken(request.headers.authorization, token) || run === undefined) return reply.code(404).send();
    const stream = new PassThrough();
    const send = (message: object) => stream.write(`${JSON.stringify(message)}\n`);
    const io: Io = {
      out: (out) => send({ out }),
      note: (note) => send({ note }),
      progress: (line) => send({ progress: line ?? null }),
    };
    void (async () => {
      try {
        if (command === 'ingest') announceConfig(command, kiki.loaded, io);
        send({ exit: await run(kiki, request.body, io) });
      } catch (error) {
        if (!(error instanceof KikiError)) kiki.logger.error({ err: error, command }, 'a command failed');
        send({ note: describeError(error) });
        send({ exit: 1 });
      } finally {
        stream.end();
      }
    })();
    return reply.type('application/x-ndjson').send(stream);
  });
}

/** What a `kiki mcp` beside the server lists and calls. Errors go back as what they are. */
async function answerTools(
  kiki: Kiki,
  request: ToolsRequest,
  signal: AbortSignal,
): Promise<z.input<typeof toolsReply>> {
  try {
    const tools = await toolsOf(kiki, request.as);
    if ('list' in request) return { tools: [...(await tools.list())] };
    return { reply: await tools.call(request.call, request.input, { signal }) };
  } catch (error) {
    if (!(error instanceof KikiError)) throw error;
    const { code, message, where, fix } = error;
    return { error: { code, message, ...(where !== undefined && { where }), ...(fix !== undefined && { fix }) } };
  }
}

function hasToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header?.replace(/^Bearer /, '') ?? '');
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
