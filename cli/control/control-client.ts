import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { unavailable } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import type { ControlFile } from './control-file.ts';

/** What the server sends back of a command, one JSON object a line. */
export const controlLine = z.union([
  z.object({ out: z.string() }),
  z.object({ note: z.string() }),
  z.object({ progress: z.string().nullable() }),
  z.object({ exit: z.number().int() }),
]);

/** Has the running server do a command. @returns its exit code. @throws Unavailable when the server does not answer */
export async function runOnServer(
  { url, token }: Pick<ControlFile, 'url' | 'token'>,
  command: string,
  options: object,
  io: Io,
): Promise<number> {
  let response: Response;
  try {
    response = await fetch(`${url}/control/${command}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(options),
    });
  } catch (error) {
    throw unavailable('The running server does not answer', {
      where: url,
      fix: 'Wait until it is up, or stop it',
      cause: error,
    });
  }
  if (!response.ok || response.body === null)
    throw unavailable(`The running server refused the command (${response.status})`, {
      where: url,
      fix: 'Restart it: it may be of another version',
    });
  let rest = '';
  let exit: number | undefined;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of Readable.fromWeb(response.body as ReadableStream)) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) exit = take(line, io) ?? exit;
    }
  } catch (error) {
    throw ended(url, error);
  }
  if (exit === undefined) throw ended(url);
  return exit;
}

function ended(url: string, cause?: unknown) {
  return unavailable('The running server ended before the command did', {
    where: url,
    fix: 'Look into its log, and repeat the command',
    cause,
  });
}

function take(line: string, io: Io): number | undefined {
  const message = controlLine.parse(JSON.parse(line));
  if ('out' in message) io.out(message.out);
  else if ('note' in message) io.note(message.note);
  else if ('progress' in message) io.progress(message.progress ?? undefined);
  else return message.exit;
  return undefined;
}
