import { sentencesOf } from '../check/sentences.ts';

/**
 * Passes on a reply while it is written, sentence by sentence, as far as it stands up to the check: an asker never reads what is
 * taken back a moment later.
 */
export function createCheckedStream({
  check,
  onText,
}: {
  /** The part of a reply that stands up to the check. */
  check: (reply: string) => string;
  onText: (piece: string) => void;
}): { push(piece: string): void; end(text: string): void } {
  let reply = '';
  let looked = 0;
  let passed = '';
  const pass = (text: string) => {
    if (!text.startsWith(passed) || text.length === passed.length) return;
    onText(text.slice(passed.length));
    passed = text;
  };
  return {
    push(piece) {
      reply += piece;
      const whole = wholeSentences(reply);
      if (whole.length <= looked) return;
      looked = whole.length;
      pass(check(whole));
    },
    end: pass,
  };
}

/** Without the last sentence, which may go on or have its citations still to come, and without code that is not closed. */
function wholeSentences(reply: string): string {
  const fences = [...reply.matchAll(/^\s*(?:```|~~~)/gm)];
  if (fences.length % 2 === 1) return reply.slice(0, fences.at(-1)?.index);
  const line = reply.slice(reply.lastIndexOf('\n') + 1);
  const last = sentencesOf(line).at(-1) ?? '';
  return reply.slice(0, reply.length - last.length);
}
