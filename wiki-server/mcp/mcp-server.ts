import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Logger } from 'pino';
import { describeError, KikiError } from '../../schema/errors.ts';
import { mcpTexts } from '../texts.ts';
import type { Tools } from './tools.ts';

export interface McpServerOptions {
  tools: Tools;
  /** Of Kiki. */
  version: string;
  logger: Pick<Logger, 'error'>;
  /** Ends calls when whoever sent them is gone. */
  gone?: AbortSignal;
}

/** A server of the Model Context Protocol for one connection, not connected yet. Errors that a caller can mend are told as results of tools. */
export function createMcpServer({ tools, version, logger, gone }: McpServerOptions): McpServer {
  const mcp = new McpServer(
    { name: 'kiki', title: mcpTexts.title, version },
    { capabilities: { tools: {} }, instructions: mcpTexts.instructions },
  );
  // The schemas are there as JSON Schema, maybe from another process, so they are passed on as they are.
  mcp.server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: (await tools.list()).map(({ inputSchema, outputSchema, ...tool }) => ({
      ...tool,
      inputSchema: { ...inputSchema, type: 'object' as const },
      outputSchema: { ...outputSchema, type: 'object' as const },
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  mcp.server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }): Promise<CallToolResult> => {
    try {
      const { text, structured } = await tools.call(params.name, params.arguments ?? {}, {
        signal: gone === undefined ? signal : AbortSignal.any([signal, gone]),
      });
      return { content: [{ type: 'text', text }], structuredContent: structured };
    } catch (error) {
      if (signal.aborted || gone?.aborted === true) throw error;
      if (!(error instanceof KikiError)) logger.error({ err: error, tool: params.name }, 'A tool failed');
      const text = error instanceof KikiError ? describeError(error) : mcpTexts.failed;
      return { isError: true, content: [{ type: 'text', text }] };
    }
  });
  return mcp;
}
