import type { Ref } from '../../schema/ref.ts';

/** What something is called by. */
interface Called {
  phrase: readonly string[];
  ref: Ref;
}

/** Those phrases by which one thing alone is called, each once, in the order in which they are first said. */
export function calledAlone<Each extends Called>(said: readonly Each[]): Each[] {
  const found = new Map<string, { first: Each; isOnly: boolean }>();
  for (const each of said) {
    const key = each.phrase.join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { first: each, isOnly: true });
    else if (known.first.ref !== each.ref) known.isOnly = false;
  }
  return [...found.values()].filter(({ isOnly }) => isOnly).map(({ first }) => first);
}
