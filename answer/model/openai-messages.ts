import type OpenAI from 'openai';
import type { ModelMessage, ModelTool, ToolCall } from './language-model.ts';

type Chat = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** Our messages as chat completions have them. */
export function chatMessage(message: ModelMessage): Chat {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.call, content: message.content };
    case 'assistant':
      return message.calls === undefined || message.calls.length === 0
        ? { role: 'assistant', content: message.content }
        : { role: 'assistant', content: message.content, tool_calls: message.calls.map(chatCall) };
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
  }
}

function chatCall({ id, name, arguments: given }: ToolCall): OpenAI.Chat.Completions.ChatCompletionMessageToolCall {
  return { id, type: 'function', function: { name, arguments: given } };
}

export function chatTool({ name, description, schema }: ModelTool): OpenAI.Chat.Completions.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: { ...schema } } };
}

/** The calls of a reply. Some endpoints leave out the ids, by which the answers are told. */
export function callsOf(message: OpenAI.Chat.Completions.ChatCompletionMessage): ToolCall[] {
  return (message.tool_calls ?? []).flatMap((call, index) =>
    call.type === 'function'
      ? [
          {
            id: call.id === '' ? `call-${index + 1}` : call.id,
            name: call.function.name,
            arguments: call.function.arguments,
          },
        ]
      : [],
  );
}
