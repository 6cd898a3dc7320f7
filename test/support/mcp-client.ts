import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { kikiCommand, type RunOptions } from './run-kiki.ts';

/** A client of the protocol's own package, and what its server wrote to standard error. */
export interface McpClient {
  client: Client;
  /** Calls a tool; its output is checked by the client against the schema that was listed. */
  call(name: string, input: object): Promise<{ text: string; structured: unknown; isError: boolean }>;
  stderr(): string;
  close(): Promise<void>;
}

/** Connects to `/mcp` of a wiki. */
export function overHttp(url: string, headers: Record<string, string> = {}): Promise<McpClient> {
  return connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } }));
}

/** Starts `kiki mcp` and connects to it. */
export async function overStdio(
  arguments_: readonly string[],
  { folder, variables = {} }: RunOptions,
): Promise<McpClient> {
  const { command, environment } = kikiCommand(['mcp', ...arguments_], variables);
  const [program, ...words] = command;
  const env = Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const transport = new StdioClientTransport({ command: program, args: words, env, cwd: folder, stderr: 'pipe' });
  let written = '';
  transport.stderr?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  return connect(transport, () => written);
}

async function connect(transport: Transport, stderr = () => ''): Promise<McpClient> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return {
    client,
    stderr,
    async call(name, input) {
      const result = (await client.callTool({ name, arguments: { ...input } })) as CallToolResult;
      const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
      return { text, structured: result.structuredContent, isError: result.isError === true };
    },
    close: () => client.close(),
  };
}
