import type { LanguageModel, ModelMessage, ModelReply, WriteOptions } from '../../answer/model/language-model.ts';

/** What a fake model does when it is asked: writes, in pieces or at once, calls tools, or fails. */
export type FakeReply =
  | string
  | readonly string[]
  | Error
  /** Arguments that are no text are written as JSON. */
  | { text?: string; calls: readonly { name: string; arguments?: unknown; id?: string }[] };

/**
 * A model that keeps what it was asked, and does as it is told.
 *
 * @param reply the same each time, or by the messages and how often it was asked before
 */
export function fakeModel(reply: FakeReply | ((messages: readonly ModelMessage[], step: number) => FakeReply)) {
  const asked: (readonly ModelMessage[])[] = [];
  const options: (WriteOptions | undefined)[] = [];
  const model: LanguageModel = {
    name: 'fake',
    async write(messages, given): Promise<ModelReply> {
      const step = asked.length;
      asked.push(messages);
      options.push(given);
      given?.signal?.throwIfAborted();
      const said = typeof reply === 'function' ? reply(messages, step) : reply;
      if (said instanceof Error) throw said;
      const tokens = { prompt: 100, completion: 10 };
      if (typeof said === 'object' && 'calls' in said) {
        const { text = '', calls } = said;
        if (text !== '') given?.onText?.(text);
        return {
          text,
          tokens,
          calls: calls.map(({ name, arguments: input = {}, id }, index) => ({
            id: id ?? `call-${step}-${index}`,
            name,
            arguments: typeof input === 'string' ? input : JSON.stringify(input),
          })),
        };
      }
      const pieces = typeof said === 'string' ? [said] : said;
      for (const piece of pieces) given?.onText?.(piece);
      return { text: pieces.join(''), tokens };
    },
  };
  return { model, asked, options };
}

/** Replies one after the other, the last one again and again. */
export function inTurn(
  ...replies: readonly FakeReply[]
): (messages: readonly ModelMessage[], step: number) => FakeReply {
  return (_messages, step) => replies[Math.min(step, replies.length - 1)] ?? '';
}
