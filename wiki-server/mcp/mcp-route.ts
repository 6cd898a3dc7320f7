import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WikiContext } from '../context.ts';
import { goneSignal } from '../http/asking.ts';
import { sendProblem } from '../http/errors.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { createMcpServer } from './mcp-server.ts';
import { createTools } from './tools.ts';

/** How often one person's programs may call. */
const limit = { max: 240, timeWindow: '1 minute' };

/** `/mcp`: the Model Context Protocol over Streamable HTTP, as whoever sends the request. No sessions: each request stands for itself. */
export function mcpRoute(app: WikiApp, { catalogue, ask, viewerOf, version }: WikiContext): void {
  app.post('/mcp', { config: { rateLimit: limit }, schema: { hide: true } }, async (request, reply) => {
    const gone = goneSignal(reply);
    const mcp = createMcpServer({
      tools: createTools({ catalogue, ask, viewer: viewerOf(request) }),
      version,
      logger: request.log,
      gone,
    });
    const transport = new WebStandardStreamableHTTPServerTransport();
    reply.raw.once('close', () => void mcp.close());
    await mcp.connect(transport);
    const response = await transport.handleRequest(webRequest(request), { parsedBody: request.body });
    return pass(response, reply);
  });
  // Without sessions there is nothing to listen to between requests, and nothing to end.
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    schema: { hide: true },
    handler: (_request, reply) =>
      sendProblem(reply.header('allow', 'POST'), {
        status: 405,
        code: 'invalid',
        message: 'Kiki’s MCP has no sessions: send POST',
        fix: 'docs/mcp.md says how to add Kiki to an MCP client',
      }),
  });
}

function webRequest({ headers, method, url }: FastifyRequest): Request {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
  );
  return new Request(`http://kiki${url}`, { method, headers: given });
}

function pass(response: Response, reply: FastifyReply): FastifyReply {
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  return reply.send(response.body === null ? '' : Readable.fromWeb(response.body as ReadableStream));
}
