import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';

/** An HTTP server on this machine for the tests of a file. */
export function loopbackServer(listener: RequestListener): { url(): string } {
  const server = createServer(listener);
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: () => `http://127.0.0.1:${port}` };
}
