import { namespaceWords } from '../look-up/ids.ts';

/** What people call an id that is made of letters, such as the name of an account somewhere. */
const handles = ['handle', 'nick', 'nickname', 'username', 'user name', 'login', 'login name'];
const handleWords = [...handles, 'account', 'account name', 'id', 'name', 'user', 'profile', 'user id', 'tag'];
const numbers = ['number', 'no', 'nr', 'num', 'id', 'code'];

/**
 * The ways to ask for ids of each of the namespaces that a kind of things has: "github", "github nick", "handle on github", "badge no".
 *
 * @param isTaken whether a phrase means something else without a word such as "handle": "site" is an office, "site code" its id
 */
export function idPhrases(
  namespaces: readonly { namespace: string; isHandle: boolean }[],
  isTaken: (phrase: string) => boolean,
): { phrase: string; namespace: string }[] {
  const named = namespaces.map((each) => ({ ...each, ...partsOf(each.namespace) }));
  const ofLetters = named.filter(({ isHandle }) => isHandle);
  const [only] = ofLetters;
  return [
    ...named.flatMap(({ namespace, base, last }) => {
      const whole = last === undefined ? base : `${base} ${last}`;
      const isNumber = last !== undefined && numbers.includes(last);
      const beside = isNumber ? numbers.map((word) => `${base} ${word}`) : besides(base);
      return [...new Set([...(isTaken(whole) ? [] : [whole]), ...beside])].map((phrase) => ({ phrase, namespace }));
    }),
    // "What is Ada's handle" where there is one sort of handle only.
    ...(only !== undefined && ofLetters.length === 1
      ? handles.map((phrase) => ({ phrase, namespace: only.namespace }))
      : []),
  ];
}

function besides(base: string): string[] {
  return handleWords.flatMap((word) => [`${base} ${word}`, `${word} on ${base}`, `${word} for ${base}`]);
}

/** `github` and nothing, `employee` and `number`. */
function partsOf(namespace: string): { base: string; last?: string } {
  const words = namespaceWords(namespace).split(' ');
  const last = words.at(-1) ?? '';
  const isCut = words.length > 1 && [...numbers, ...handleWords].includes(last);
  return isCut ? { base: words.slice(0, -1).join(' '), last } : { base: words.join(' ') };
}
