import type { FastifyInstance } from 'fastify';
import type { Environment } from '../schema/config.ts';
import { unavailable } from '../schema/errors.ts';
import { systemCode } from './system-error.ts';

/** Opens the server's port. @returns its address. @throws Unavailable for one that can't be used */
export async function listen(app: FastifyInstance, { HOST, PORT }: Environment): Promise<string> {
  try {
    return await app.listen({ host: HOST, port: PORT });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw unavailable(`Kiki can't listen on ${HOST}:${PORT} (${code})`, {
        where: 'environment',
        fix: 'Set PORT to a free port and HOST to an address of this machine, or end what uses the port',
        cause: error,
      });
    throw error;
  }
}
