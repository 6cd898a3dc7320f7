import { isMap, parseDocument } from 'yaml';
import { invalid } from '../../schema/errors.ts';
import { describeRepeated, keepLast } from '../repeated-keys.ts';
import { removeNulls } from '../table/nulls.ts';

export interface FrontMatter {
  /** What the front matter says; empty when there is none. */
  front: Record<string, unknown>;
  /** The text behind it. */
  body: string;
  /** Line on which the text begins, from 1. */
  bodyLine: number;
  /** What was read in another way than it may be meant. */
  warnings?: readonly string[];
}

/**
 * Splits a page into its YAML front matter and its text. A first line of `---` that no other one ends is a rule, not front matter. One of `--` is a
 * slip for it, where a list of names and values follows. Of a name that is there twice the last value holds, and a warning tells it.
 *
 * @throws Invalid when the front matter is not YAML, or not a list of names and values
 */
export function splitFrontMatter(path: string, text: string): FrontMatter {
  const match = /^---[ \t]*\n([\s\S]*?)\n?^---[ \t]*(?:\n|$)/m.exec(text);
  const slip = match?.index === 0 ? null : /^--[ \t]*\n((?:[^\n]*\n){1,100}?)---?[ \t]*(?:\n|$)/.exec(text);
  const found = slip ?? match;
  if (found?.index !== 0) return { front: {}, body: text, bodyLine: 1 };
  const [whole, yaml = ''] = found;
  const { options, repeated } = keepLast();
  const document = parseDocument(yaml, { prettyErrors: true, ...options });
  const [error] = document.errors;
  if (error !== undefined && slip !== null) return { front: {}, body: text, bodyLine: 1 };
  if (error !== undefined) {
    const line = (error.linePos?.[0].line ?? 1) + 1;
    throw invalid(
      `The front matter is not YAML (${(error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')})`,
      {
        where: `${path}:${line}`,
        fix: 'Mend it; a value with a colon goes in quotes',
      },
    );
  }
  if (document.contents !== null && !isMap(document.contents)) {
    // Two rules around a paragraph: prose, not front matter.
    return { front: {}, body: text, bodyLine: 1 };
  }
  const front = (document.toJS({ maxAliasCount: 100 }) ?? {}) as Record<string, unknown>;
  removeNulls(front);
  const warnings = repeated().map((key) => describeRepeated(key, 2));
  return {
    front,
    body: text.slice(whole.length),
    bodyLine: whole.split('\n').length,
    ...(warnings.length > 0 && { warnings }),
  };
}
