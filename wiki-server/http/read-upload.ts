import type { FastifyRequest } from 'fastify';
import { invalid } from '../../schema/errors.ts';
import type { WikiApp } from './zod-routes.ts';

/** Bytes of a form around the file in it. */
const around = 100_000;

/** Lets the routes of a scope read forms with a file. @param largest bytes of the file */
export function readUploads(scope: WikiApp, largest: number): void {
  const options = { parseAs: 'buffer' as const, bodyLimit: largest + around };
  scope.addContentTypeParser('multipart/form-data', options, (_request, body, done) => done(null, body));
}

/** The file that a form sent under a name; undefined when none was chosen. @throws Invalid for what is no such form */
export async function uploadedFile(
  request: FastifyRequest,
  name: string,
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  let form: FormData;
  try {
    form = await new Response(request.body as Buffer<ArrayBuffer>, { headers }).formData();
  } catch (cause) {
    throw invalid('The file did not arrive whole', { fix: 'Send it again', cause });
  }
  const file = form.get(name);
  if (file === null || typeof file === 'string' || (file.name === '' && file.size === 0)) return undefined;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
