import type { LanguageModel, ModelMessage, ModelReply } from '../../answer/model/language-model.ts';

/** A model that keeps what it was asked, and writes in the pieces it is told, or fails. */
export function fakeModel(reply: string | readonly string[] | Error | ((messages: readonly ModelMessage[]) => string)) {
  const asked: (readonly ModelMessage[])[] = [];
  const model: LanguageModel = {
    name: 'fake',
    async write(messages, { signal, onText } = {}): Promise<ModelReply> {
      asked.push(messages);
      signal?.throwIfAborted();
      if (reply instanceof Error) throw reply;
      const said = typeof reply === 'function' ? reply(messages) : reply;
      const pieces = typeof said === 'string' ? [said] : said;
      for (const piece of pieces) onText?.(piece);
      return { text: pieces.join('') };
    },
  };
  return { model, asked };
}
