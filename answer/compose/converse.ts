import type { LanguageModel, ModelMessage } from '../model/language-model.ts';
import type { Toolbox } from './toolbox.ts';

/** How often a model is asked for one answer. The last time it may call no tool. */
const mostSteps = 5;
/** Steps in a row in which it only repeats itself or makes mistakes, after which it may call no tool any more. */
const mostIdle = 2;

export interface ConverseInput {
  model: LanguageModel;
  messages: readonly ModelMessage[];
  toolbox: Toolbox | undefined;
  signal: AbortSignal;
  onText: ((piece: string) => void) | undefined;
}

/**
 * Has a model write, with what it looks up meanwhile. It ends after five steps whatever it does.
 *
 * @returns all that it wrote, and what it wrote last
 */
export async function converse({
  model,
  messages,
  toolbox,
  signal,
  onText,
}: ConverseInput): Promise<{ text: string; last: string }> {
  let said = '';
  let conversation = [...messages];
  for (let [step, idle] = [1, 0]; ; step += 1) {
    const mayCall = step < mostSteps && idle < mostIdle;
    const { text, calls = [] } = await model.write(conversation, {
      signal,
      onText,
      ...(toolbox !== undefined && { tools: { offered: toolbox.offered, mayCall } }),
    });
    said += text;
    if (calls.length === 0 || toolbox === undefined || !mayCall) return { text: said, last: text };
    // What it said before it calls is a part of the answer, in a paragraph of its own.
    if (text !== '') {
      said += '\n\n';
      onText?.('\n\n');
    }
    const { messages: answers, isNew } = await toolbox.run(calls, signal);
    idle = isNew ? 0 : idle + 1;
    conversation = [...conversation, { role: 'assistant', content: text, calls }, ...answers];
  }
}
