import { findRegexes, readRegex } from './regex-literals.ts';

/** Why a text is no JSONata: as the end of a sentence that names the text, and what to do. */
export interface SyntaxProblem {
  problem: string;
  fix: string;
}

/** What JSONata throws for a text that it can't parse: a plain object, or for a pattern that is none JavaScript's own error. */
interface Thrown {
  code?: unknown;
  message?: unknown;
  /** Behind what it could not read. */
  position?: unknown;
  token?: unknown;
}

/** What begins with one character, and is found to have no end only at the end of the text. */
const unclosed: Readonly<Record<string, { opener: RegExp; problem: string; fix: string }>> = {
  S0101: {
    opener: /["']/g,
    problem: 'the text that begins there has no end',
    fix: 'A text ends with the quote that it begins with; the same quote within it is written \\"',
  },
  S0105: { opener: /`/g, problem: 'the name that begins there has no end', fix: 'Close it with a backtick' },
  S0106: {
    opener: /\/\*/g,
    problem: 'the comment that begins there has no end',
    fix: 'To JSONata /* begins a comment; close it with */',
  },
};

const fixes: Readonly<Record<string, string>> = {
  S0103: 'A backslash in a text is written \\\\; a pattern goes between slashes, as in /\\[/',
  S0201: 'Names with spaces go in backticks, texts in quotes, and & joins texts',
  S0203: 'Close what is open',
  S0301: 'A / that belongs to a regular expression is written \\/',
};

const elsewhere = 'Names with spaces go in backticks, texts in quotes; see “Expressions” in docs/configuration.md';

/**
 * Why a text is no JSONata, where in it, and what to write instead.
 *
 * @param parse JSONata's parser, which throws
 */
export function explainSyntax(text: string, error: unknown, parse: (text: string) => unknown): SyntaxProblem {
  const { code, message, position, token } = thrown(error);
  const codeOf = (part: string) => {
    try {
      parse(part);
      return undefined;
    } catch (caught) {
      return String(thrown(caught).code);
    }
  };
  const regexes = findRegexes(text, codeOf);
  const misread = regexes.find(({ start, end }) => {
    const meant = readRegex(text, start);
    return end === undefined || (meant.lonely !== undefined && meant.end !== end);
  });
  if (misread !== undefined) return explainRegex(text, misread.start);
  if (error instanceof SyntaxError)
    return { problem: `${at(text, regexes.at(-1)?.start ?? 0)}: ${error.message}`, fix: 'Mend the pattern' };
  const name = String(code);
  const open = unclosed[name];
  if (open !== undefined)
    return { problem: `${at(text, openedAt(text, name, open.opener, codeOf))}: ${open.problem}`, fix: open.fix };
  const place = placeOf(text, position, token);
  const flags = regexes.at(-1)?.end;
  if (flags !== undefined && /^\/[im]*$/.test(text.slice(flags, place)) && /^[a-z]+$/.test(String(token)))
    return {
      problem: `${at(text, place)}: "${String(token)}" is no flag of a regular expression`,
      fix: 'JSONata has i and m alone; $replace and $match find every match without g',
    };
  return { problem: `${at(text, place)}: ${String(message)}`, fix: fixes[name] ?? elsewhere };
}

function explainRegex(text: string, start: number): SyntaxProblem {
  const { lonely } = readRegex(text, start);
  const place = at(text, start);
  if (lonely !== undefined) {
    const bracket = text.charAt(lonely);
    return {
      problem: `${place}: the regular expression that begins there has no end, because JSONata pairs brackets even within […], and the ${bracket} ${where(text, lonely)} has no partner`,
      fix: `Write \\${bracket} for it`,
    };
  }
  return {
    problem: `${place}: the regular expression that begins there has no end`,
    fix: 'It ends at the first / that is outside of brackets; a bracket that means itself is written \\( or \\], a slash \\/, and a backslash before a bracket \\x5c',
  };
}

/** The last place where something opens that makes the rest of the text unreadable. */
function openedAt(text: string, code: string, opener: RegExp, codeOf: (text: string) => string | undefined): number {
  const places = [...text.matchAll(opener)].map(({ index }) => index).reverse();
  return places.find((index) => codeOf(text.slice(0, index)) !== code) ?? 0;
}

/** JSONata says where it was when it had read what it could not use; a person wants to know where that begins. */
function placeOf(text: string, position: unknown, token: unknown): number {
  const end = typeof position === 'number' ? Math.min(position, text.length) : 0;
  const word = String(token);
  for (const length of [word.length, word.length + 2])
    if (text.slice(Math.max(0, end - length), end).includes(word)) return end - length;
  return end;
}

/** `at character 13, before "/[(]/"`; for a text of several lines with the line. */
function at(text: string, index: number): string {
  const rest = text.slice(index).replace(/\s+/g, ' ').trim();
  if (rest === '') return 'at its end';
  return `${where(text, index)}, before ${rest.length > 24 ? `${rest.slice(0, 24)}…` : rest}`;
}

function where(text: string, index: number): string {
  const lines = text.slice(0, index).split('\n');
  const character = `character ${(lines.at(-1) ?? '').length + 1}`;
  return text.includes('\n') ? `at line ${lines.length}, ${character}` : `at ${character}`;
}

function thrown(error: unknown): Thrown {
  return typeof error === 'object' && error !== null ? error : { message: String(error) };
}
