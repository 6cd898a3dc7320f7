import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type McpClient, overHttp, overStdio } from '../support/mcp-client.ts';
import { logged, type RunningServer, runKiki, startServer } from '../support/run-kiki.ts';
import { smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `kiki mcp` and `/mcp` as an MCP client sees them: real processes, the protocol's own client. The tests follow one another. */
const folder = temporaryFolder();
const variables = { KIKI_EMBEDDINGS: 'none' };
const clients: McpClient[] = [];
let server: RunningServer | undefined;
const keep = async (client: Promise<McpClient>) => {
  clients.push(await client);
  return client;
};
const members = { of: 'Payments', relation: 'members' };
const stranger = () => runKiki(['mcp', '--as', 'eve@example.com'], { folder, variables });

beforeAll(async () => {
  writeFiles(folder, smallFiles);
  const { code, stderr } = await runKiki(['ingest'], { folder, variables });
  if (code !== 0) throw new Error(stderr);
}, 240_000);
afterAll(async () => {
  for (const client of clients) await client.close();
  await server?.stop();
}, 240_000);

describe('kiki mcp', () => {
  test('opens the graph itself, answers, and ends with its client', async () => {
    const alone = await keep(overStdio(['--as', 'ada@example.com'], { folder, variables }));
    expect((await alone.call('count_related', members)).structured).toMatchObject({ result: { total: 2 } });
    const answer = await alone.call('ask', { question: 'who leads Payments?' });
    expect(answer).toMatchObject({ isError: false, structured: { mode: 'graph', value: ['Ada Byron'] } });
    expect(answer.text).toContain('teams.csv');
    await alone.close();
    // The graph is free again, and nobody gets it whom it does not know.
    const { code, stderr, stdout } = await stranger();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^--as: Nobody has the address eve@example\.com\./);
  }, 240_000);

  test('beside a running server goes through it, over its restart too; the server answers the same over HTTP', async () => {
    server = await startServer({ folder, variables });
    const beside = await keep(overStdio([], { folder, variables }));
    const { tools } = await beside.client.listTools();
    expect((await beside.call('count_related', members)).structured).toMatchObject({ result: { total: 2 } });
    const http = await keep(overHttp(server.url));
    expect((await http.client.listTools()).tools).toEqual(tools);
    expect((await http.call('count_related', members)).structured).toMatchObject({ result: { total: 2 } });
    expect(await beside.call('get_entity', { of: 'Nobody' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('find_entities'),
    });
    expect((await stranger()).stderr).toMatch(/^--as: Nobody has the address eve@example\.com\./);
    await server.stop();
    expect(await beside.call('count_related', members)).toMatchObject({
      isError: true,
      text: expect.stringContaining('kiki serve'),
    });
    server = await startServer({ folder, variables });
    await logged(server, 'every source has been read');
    expect((await beside.call('count_related', members)).structured).toMatchObject({ result: { total: 2 } });
  }, 90_000);
});
