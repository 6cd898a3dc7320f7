import type { Ref } from '../../schema/ref.ts';

/** Somebody whom a text may mention. */
export interface Mentionable {
  ref: Ref;
  name: string;
}

/** Code: what stands there is no mention. */
const code = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;
/** `@` where a word begins, with up to 80 characters of its line behind it. */
const candidate = /(?<![\p{L}\p{N}_@/[.])@([\p{L}\p{N}][^\n@[\]()<>`]{0,80})/gu;
const mention = /(?<!\\)\[@(?:[^\]\\\n]|\\.){1,300}\]\(\/wiki\/([a-z0-9:-]{1,200})\)/g;
/** Words of a name that are looked at. */
const mostWords = 5;

/** Makes links of the people that a text names as `@Ada Lovelace`, `@ada-lovelace` or `@ada@example.com`; others stay as they are. */
export function linkMentions(text: string, find: (name: string) => Mentionable | undefined): string {
  return outsideCode(text, (piece) =>
    piece
      .replace(
        /(?<![\p{L}\p{N}_@/[.])@([\w.+-]+@[\w.-]+\w)/gu,
        (whole, address: string) => linkTo(find(address)) ?? whole,
      )
      .replace(candidate, (whole, behind: string) => {
        const words = behind.split(/(\s+)/);
        for (let end = Math.min(words.length, 2 * mostWords - 1); end > 0; end -= 2) {
          const taken = words.slice(0, end).join('');
          const name = taken.replace(/[.,;:!?'’"”]+$/u, '');
          for (const called of [name, name.replace(/['’]s$/u, '')]) {
            const found = linkTo(find(called));
            if (found !== undefined) return found + behind.slice(called.length);
          }
        }
        return whole;
      }),
  );
}

/** The refs that a text mentions, each once. */
export function mentionsIn(text: string): Ref[] {
  const refs = new Set<Ref>();
  outsideCode(text, (piece) => {
    for (const [, ref] of piece.matchAll(mention)) if (ref !== undefined) refs.add(ref);
    return piece;
  });
  return [...refs];
}

function linkTo(person: Mentionable | undefined): string | undefined {
  return person && `[@${person.name.replace(/[[\]\\`*_<>]/g, '\\$&')}](/wiki/${person.ref})`;
}

function outsideCode(text: string, change: (piece: string) => string): string {
  return text
    .split(code)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');
}
