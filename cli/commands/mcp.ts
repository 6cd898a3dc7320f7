import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Logger } from 'pino';
import { createMcpServer } from '../../wiki-server/mcp/mcp-server.ts';
import { createTools, type Tools } from '../../wiki-server/mcp/tools.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { version } from '../package.ts';
import { viewerAs } from './viewer-as.ts';

/** The tools of a graph that this process has open. @throws NotFound when the graph knows nobody with this address */
export async function toolsOf(kiki: Kiki, as: string | undefined): Promise<Tools> {
  const { catalogue, ask } = kiki;
  return createTools({ catalogue, ask, viewer: await viewerAs(kiki, as) });
}

/** Prepares a graph that this process has open for being asked: meaning joins when its model is there. */
export async function readyForMcp({ store, embeddings }: Kiki, io: Io): Promise<void> {
  void embeddings.load();
  if (!(await store.isComputed()))
    io.note('The graph is empty: read your sources with kiki ingest, or start kiki serve, which does it by itself.');
}

export interface StdioStreams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** Speaks MCP on standard input and output until the input ends or a signal comes. Nothing else may write to the output. */
export async function serveMcp(tools: Tools, logger: Logger, { stdin, stdout }: StdioStreams): Promise<number> {
  const mcp = createMcpServer({ tools, version, logger });
  const ended = new Promise<void>((resolve) => {
    stdin.once('end', resolve).once('close', resolve);
    stdout.once('error', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await mcp.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await mcp.close();
  return 0;
}
