import { codeBlocks, fencedBlock } from '../../graph/text/code-blocks.ts';

/**
 * An entry of a list in Markdown, in which paragraphs follow without a gap and blocks of code stay what they are.
 *
 * @param mark `2. `
 * @param ending what is said behind it; may be empty
 */
export function listEntry(mark: string, markdown: string, ending: string): string {
  const parts = codeBlocks(markdown).map((part) =>
    typeof part === 'string' ? part.replace(/^\n+|\s+$/g, '').replace(/\n+/g, '\n') : fencedBlock(part),
  );
  const text = parts.filter((part) => part !== '').join('\n');
  const isCodeLast = /^`{3,}$/m.test(text.slice(text.lastIndexOf('\n') + 1));
  const whole = ending === '' ? text : `${text}${isCodeLast ? '\n' : ' '}${ending}`;
  return `${mark}${whole.replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`)}`;
}
