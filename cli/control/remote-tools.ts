import { z } from 'zod';
import { KikiError, unavailable } from '../../schema/errors.ts';
import type { Tools } from '../../wiki-server/mcp/tools.ts';
import type { ControlFile } from './control-file.ts';

/** What the server sends back of a request for tools. */
export const toolsReply = z.union([
  z.object({
    error: z.object({
      code: z.enum(['not-found', 'invalid', 'conflict', 'not-allowed', 'unavailable']),
      message: z.string(),
      where: z.string().optional(),
      fix: z.string().optional(),
    }),
  }),
  z.object({
    tools: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        description: z.string(),
        inputSchema: z.record(z.string(), z.unknown()),
        outputSchema: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  z.object({ reply: z.object({ text: z.string(), structured: z.record(z.string(), z.unknown()) }) }),
]);

/** What is sent to the server. */
export const toolsRequest = z.union([
  z.object({ as: z.string().optional(), list: z.literal(true) }),
  z.object({ as: z.string().optional(), call: z.string(), input: z.unknown() }),
]);
export type ToolsRequest = z.infer<typeof toolsRequest>;

/**
 * The tools of the server that has the embedded graph open. It is looked for at each call, so that it may be restarted meanwhile.
 *
 * @param find the server that runs now
 */
export function remoteTools({
  find,
  as,
}: {
  find: () => Promise<Pick<ControlFile, 'url' | 'token'> | undefined>;
  as: string | undefined;
}): Tools {
  const send = async (request: ToolsRequest, signal?: AbortSignal) => {
    const server = await find();
    if (server === undefined)
      throw unavailable('Kiki’s server does not run any more', { fix: 'Start it again with kiki serve' });
    const { url, token } = server;
    let body: unknown;
    try {
      const response = await fetch(`${url}/control/tools`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
        ...(signal !== undefined && { signal }),
      });
      body = await response.json();
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable('The running server does not answer', {
        where: url,
        fix: 'Wait until it is up, or restart it',
        cause: error,
      });
    }
    const reply = toolsReply.safeParse(body);
    if (!reply.success)
      throw unavailable('The running server does not understand', {
        where: url,
        fix: 'Restart it: it may be of another version',
      });
    if (!('error' in reply.data)) return reply.data;
    const { code, message, where, fix } = reply.data.error;
    throw new KikiError(code, message, { ...(where !== undefined && { where }), ...(fix !== undefined && { fix }) });
  };
  const asker = as === undefined ? {} : { as };
  return {
    async list() {
      const reply = await send({ ...asker, list: true });
      return 'tools' in reply ? reply.tools : [];
    },
    async call(name, input, { signal }) {
      const reply = await send({ ...asker, call: name, input }, signal);
      return 'reply' in reply ? reply.reply : { text: '', structured: {} };
    },
  };
}
