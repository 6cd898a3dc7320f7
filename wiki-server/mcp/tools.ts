import { z } from 'zod';
import { type Catalogue, type LookedUp, lookedUp } from '../../answer/catalogue/create-catalogue.ts';
import { type Answer, answer, turn } from '../../schema/answer.ts';
import { check } from '../../schema/check.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ask } from '../../schema/services.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { questionText } from '../http/asking.ts';
import { jsonSchema } from '../http/zod-routes.ts';
import { askTexts } from '../texts.ts';

/** A tool as an MCP client lists it; it can be sent as JSON. */
export interface ToolDescription {
  name: string;
  title: string;
  description: string;
  /** JSON Schemas. */
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown>;
}

export interface ToolReply {
  /** For whoever reads it. */
  text: string;
  /** For programs, in the form of `outputSchema`. */
  structured: Record<string, unknown>;
}

/** What an MCP client may call, as one viewer: in this process, or in the server that has the graph open. */
export interface Tools {
  list(): Promise<readonly ToolDescription[]>;
  /** @throws KikiError for input that is not understood, and for what is not there */
  call(name: string, input: unknown, options: { signal: AbortSignal }): Promise<ToolReply>;
}

const askInput = z.strictObject({
  question: questionText.describe('As a person would ask it, in any language.'),
  history: z.array(turn).max(40).optional().describe('The conversation so far, oldest first.'),
});

/** The look-ups and `ask` as tools for a viewer. */
export function createTools({ catalogue, ask, viewer }: { catalogue: Catalogue; ask: Ask; viewer: Viewer }): Tools {
  const described: ToolDescription[] = [
    {
      name: 'ask',
      title: 'Ask Kiki',
      description:
        'Answers a question about the company, in words with numbered sources: who, what, how many, how to, status. Not knowing is an answer too (`abstained`). Use the other tools for exact data, such as whole lists.',
      inputSchema: jsonSchema(askInput, 'input'),
      outputSchema: jsonSchema(answer, 'output'),
    },
    ...catalogue.lookUps.map(({ name, description, input, output }) => ({
      name,
      title: titleOf(name),
      description,
      inputSchema: jsonSchema(input, 'input'),
      outputSchema: jsonSchema(lookedUp.extend({ result: output }), 'output'),
    })),
  ];
  return {
    list: () => Promise.resolve(described),
    async call(name, input, { signal }) {
      if (name !== 'ask') {
        const found = await catalogue.ask(name, input, { viewer, signal });
        return { text: lookedUpInWords(found), structured: { ...found } };
      }
      const asked = check(askInput, input);
      if (!asked.ok)
        throw invalid(asked.problems.join('; '), {
          where: 'ask',
          fix: 'Give {"question": "…"}, optionally with history',
        });
      const { question, history } = asked.value;
      const answered = await ask({
        question,
        asker: viewer,
        surface: 'mcp',
        signal,
        ...(history !== undefined && { history }),
      });
      return { text: answerInWords(answered), structured: { ...answered } };
    },
  };
}

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function answerInWords({ text, mode, asOf, citations }: Answer): string {
  const sources = citations.map(
    ({ n, title, url, source: { name, path, date } }) =>
      `[${n}] ${title}: ${[name, path, date?.slice(0, 10) ?? ''].filter((part) => part !== '').join(', ')} (${url})`,
  );
  return [text, `${askTexts.modes[mode].note} ${askTexts.asOf(asOf)}.`, sources.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Sentences with their sources, the rules, and the result as it is for programs: some clients show a model the text only. */
function lookedUpInWords({ statements, rules, cut, result }: LookedUp): string {
  const sentences = statements.map(({ text, sources }) => {
    const places = sources.slice(0, 3).map(({ name, path }) => (path === '' ? name : `${name} ${path}`));
    return places.length === 0 ? text : `${text} [${places.join('; ')}]`;
  });
  return [
    sentences.join('\n'),
    ...(rules.length === 0 ? [] : [`Rules: ${rules.join('; ')}.`]),
    ...(cut === null ? [] : [`Cut: ${cut}.`]),
    JSON.stringify(result),
  ].join('\n\n');
}
