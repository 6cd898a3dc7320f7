/** The words Kiki uses for what can go wrong. HTTP, Slack and the terminal choose their own wording at their edge. */
export type ErrorCode = 'not-found' | 'invalid' | 'conflict' | 'not-allowed' | 'unavailable';

export interface ErrorDetails {
  /** Where it went wrong, as a person would look it up: `people.csv:12`, `kiki.yaml: sources[0].root`, `POST /api/ask`. */
  where?: string;
  /** What to do about it, as one sentence. */
  fix?: string;
  cause?: unknown;
}

/** An error that a person can act on. `message` says what was wrong and what was expected. */
export class KikiError extends Error {
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, { where, fix, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KikiError';
    this.code = code;
    this.where = where;
    this.fix = fix;
  }
}

/** Nothing of that name or ref exists (for this viewer). */
export const notFound = (message: string, details?: ErrorDetails) => new KikiError('not-found', message, details);
/** The input has the wrong shape or value. */
export const invalid = (message: string, details?: ErrorDetails) => new KikiError('invalid', message, details);
/** Someone or something else changed it meanwhile, or holds it. */
export const conflict = (message: string, details?: ErrorDetails) => new KikiError('conflict', message, details);
/** The viewer or actor has no right to this. */
export const notAllowed = (message: string, details?: ErrorDetails) => new KikiError('not-allowed', message, details);
/** A part that this needs (database, model, network, file) does not answer. */
export const unavailable = (message: string, details?: ErrorDetails) => new KikiError('unavailable', message, details);

/** One readable line for any thrown value: `where: message. fix`. Never a stack. */
export function describeError(error: unknown): string {
  if (error instanceof KikiError) {
    const where = error.where === undefined ? '' : `${error.where}: `;
    return `${where}${sentence(error.message)}${error.fix === undefined ? '' : ` ${sentence(error.fix)}`}`;
  }
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describeError).join('; ');
  if (error instanceof Error) return oneLine(error.message === '' ? error.name : error.message);
  return oneLine(String(error));
}

/** The text on one line, with a full stop. */
function sentence(text: string): string {
  const line = oneLine(text);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
