/** Reading server-sent events of a reply to a POST, which the browser's own EventSource can't send. */

export interface StreamEvent {
  event: string;
  /** What the JSON held. */
  data: unknown;
}

/** The events that are whole in a text, and what is left of it. */
export function splitEvents(text: string): { events: StreamEvent[]; rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.flatMap(parseEvent), rest };
}

function parseEvent(block: string): StreamEvent[] {
  let event = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event = line.slice('event: '.length);
    else if (line.startsWith('data: ')) data += line.slice('data: '.length);
  }
  return data === '' ? [] : [{ event, data: JSON.parse(data) as unknown }];
}

/** Events of a stream as they come. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, rest } = splitEvents(text + decoder.decode(value, { stream: true }));
    text = rest;
    yield* events;
  }
}
