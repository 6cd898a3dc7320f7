import { z } from 'zod';
import { describeError, KikiError } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Catalogue } from '../catalogue/create-catalogue.ts';
import { fenced, withoutFence } from '../model/answer-prompt.ts';
import type { ModelMessage, ModelTool, ToolCall } from '../model/language-model.ts';
import type { Statement } from '../look-up/finding.ts';
import type { Piece, Pieces } from './pieces.ts';

/** The look-ups as tools of a model that writes one answer. What they find becomes evidence that it can cite. */
export interface Toolbox {
  readonly offered: readonly ModelTool[];
  /**
   * Runs the calls of one step, all at once. Each gets an answer, a mistake too.
   *
   * @returns the answers in the order of the calls, and whether any call was a new one that came to something
   */
  run(calls: readonly ToolCall[], signal: AbortSignal): Promise<{ messages: ModelMessage[]; isNew: boolean }>;
  /** What was called, for the log. */
  used(): readonly ToolUse[];
}

export interface ToolUse {
  name: string;
  milliseconds: number;
  outcome: 'found' | 'refused' | 'repeated' | 'failed';
}

/** Calls of one step, characters of a call's arguments, and of a piece and the pieces that a call gives. */
const most = { calls: 6, argument: 8_000, piece: 5_000, text: 10_000, pieces: 25 };

/** What says of a company only what the tools' descriptions say already. */
const notForModels: ReadonlySet<string> = new Set(['describe_schema']);

/** The look-ups as a model is told them. */
export function modelTools({ lookUps }: Pick<Catalogue, 'lookUps'>): ModelTool[] {
  return lookUps
    .filter(({ name }) => !notForModels.has(name))
    .map(({ name, description, input }) => {
      const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input', reused: 'inline' });
      return { name, description, schema };
    });
}

export function createToolbox({
  catalogue,
  offered,
  viewer,
  pieces,
  mayUse = () => true,
}: {
  catalogue: Catalogue;
  offered: readonly ModelTool[];
  viewer: Viewer;
  pieces: Pieces;
  /** Whether the answer may rest on what was found. */
  mayUse?: ((statement: Pick<Statement, 'sources'>) => boolean) | undefined;
}): Toolbox {
  const uses: ToolUse[] = [];
  /** What was called, with the numbers of what it gave. */
  const known = new Map<string, readonly Piece[]>();

  const answer = async (call: ToolCall, signal: AbortSignal): Promise<[ToolUse['outcome'], string]> => {
    if (call.arguments.length > most.argument)
      return ['refused', `The arguments are longer than ${most.argument} characters: nothing was done.`];
    const input = parse(call.arguments);
    if (input === undefined) return ['refused', 'The arguments are not a JSON object: nothing was done.'];
    if (!offered.some(({ name }) => name === call.name))
      return ['refused', `There is no such tool. There are ${offered.map(({ name }) => name).join(', ')}.`];
    const key = `${call.name} ${canonical(input)}`;
    const before = known.get(key);
    if (before !== undefined) return ['repeated', `That was called already: ${numbers(before)}.`];
    known.set(key, []);
    try {
      const {
        statements,
        rules = [],
        cut,
      } = await orAborted(catalogue.run(call.name, input, { viewer, signal }), signal);
      const usable = statements.filter(mayUse);
      const found = fitting(pieces.add(usable.slice(0, most.pieces), most.piece));
      known.set(key, found);
      const left = usable.length - found.length;
      const remarks = [
        ...(found.length === 0 ? ['Nothing was found that can be cited.'] : []),
        ...rules,
        ...(cut === undefined ? [] : [cut]),
        ...(left > 0 && found.length > 0 ? [`${left} more pieces are not shown; ask for less at once`] : []),
      ];
      return ['found', [fenced(found.map(({ numbered }) => numbered)), remarked(remarks)].filter(Boolean).join('\n\n')];
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof KikiError && (error.code === 'invalid' || error.code === 'not-found'))
        return ['refused', remarked([describeError(error)])];
      return ['failed', 'The tool does not work now. Answer without it.'];
    }
  };

  return {
    offered,
    used: () => uses,
    async run(calls, signal) {
      const answers = await Promise.all(
        calls.map(async (call, index): Promise<[ToolUse, string]> => {
          const start = performance.now();
          const [outcome, content] =
            index < most.calls
              ? await answer(call, signal)
              : (['refused', `Not done: at most ${most.calls} calls at once.`] as const);
          return [
            { name: call.name.slice(0, 60), milliseconds: Math.round(performance.now() - start), outcome },
            content,
          ];
        }),
      );
      uses.push(...answers.map(([use]) => use));
      return {
        messages: answers.map(([, content], index) => ({ role: 'tool', call: calls[index]?.id ?? '', content })),
        isNew: answers.some(([{ outcome }]) => outcome === 'found'),
      };
    },
  };
}

/** What comes from sources in remarks can't end their fence either. */
function remarked(remarks: readonly string[]): string {
  const text = remarks.join('\n').replace(/<(?=[\s/]*remarks)/gi, '‹');
  return text === '' ? '' : `<remarks>\n${withoutFence(text).slice(0, 2_000)}\n</remarks>`;
}

function numbers(pieces: readonly Piece[]): string {
  return pieces.length === 0
    ? 'it gave nothing that can be cited'
    : `see evidence ${pieces.map(({ numbered }) => `[${numbered.n}]`).join('')}`;
}

/** As many as a call may give. */
function fitting(pieces: readonly Piece[]): Piece[] {
  let length = 0;
  return pieces.filter(({ numbered }, index) => {
    length += numbered.text.length;
    return index === 0 || length <= most.text;
  });
}

/** No arguments at all are those of a tool that needs none. */
function parse(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? withoutNulls(value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // told to the model, which may mend it
  }
}

/** Models write null for what they leave out. */
function withoutNulls(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

/** The same for the same arguments, in whatever order they are written. */
function canonical(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the asker's reason is passed on as it is
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
