import { terms } from '../../../graph/text/analyse.ts';

/** What is written as a channel or an address, by which something may be told as well as by its name. */
const literal = /(?<![\p{L}\p{N}])#([\p{L}\p{N}][\p{L}\p{N}_-]*)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

/** Words around one that say nothing of whose it is, as search terms. */
export const aroundLiteral: readonly string[] = terms(
  'meet meets meeting use uses using post posts chat chats talk talks channel slack mailbox address mail email answer answers respond responds reply replies sit sits hang reach reached reachable contact behind read reads belong belongs run runs own owns have has get',
);

/** The only channel or address that a text names, in lower case, a channel without its "#". */
export function literalIn(text: string): string | undefined {
  const [found, another] = [...text.matchAll(literal)];
  return found === undefined || another !== undefined ? undefined : (found[1] ?? found[0]).toLowerCase();
}

/** Whether a text has a channel or an address: with its mark, or as a word of its own written the same, as "#finance" is no "Finance". */
export function hasLiteral(text: string, name: string): boolean {
  const own = name.includes('@') ? text.toLowerCase() : text;
  return own.split(/[\s,;•()"'“”]+/).some((word) => word.replace(/^#|[.:]$/g, '') === name);
}
