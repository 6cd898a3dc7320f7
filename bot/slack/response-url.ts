import type { Message } from '../render/render-answer.ts';
import { unavailable } from '../../schema/errors.ts';

/**
 * Shows a message to whoever typed a command, and to nobody else. Slack takes five of them, for half an hour.
 *
 * @param replacing the one before
 * @throws Unavailable when Slack does not take it
 */
export type RespondTo = (url: string, message: Message, options: { replacing: boolean }) => Promise<void>;

export function createRespondTo({ callMilliseconds }: { callMilliseconds: number }): RespondTo {
  return async (url, { text, blocks }, { replacing }) => {
    const body = { response_type: 'ephemeral', replace_original: replacing, text, ...(blocks && { blocks }) };
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(callMilliseconds),
      });
    } catch (cause) {
      throw unavailable('Slack does not take the reply to a command', { where: 'response_url', cause });
    }
    await response.body?.cancel();
    if (!response.ok)
      throw unavailable(`Slack does not take the reply to a command (${response.status})`, { where: 'response_url' });
  };
}
