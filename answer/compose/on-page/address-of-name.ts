import { words } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { type Candidate, told } from './candidate.ts';

const asksForAddress = /\b(?:what|which)(?:['’]?s| is)? (?:the )?(?:e-?mail|mail|mailbox)(?: address)?\b/i;
const address = /([\w.+-]+)@[\w-]+(?:\.[\w-]+)+/g;
/** A name of a person. */
const named = /(?<![\p{L}])\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2}(?![\p{L}])/gu;

/** "What's the mail address of Ada Vik?" of a page that has ada.vik@port.example: the address that is called as the person is. */
export function ofName(question: string, sections: readonly Passage[], about: string): Candidate[] {
  if (!asksForAddress.test(question)) return [];
  const names = new Set(`${question.replace(asksForAddress, '')} ${about}`.replace(/['’]s\b/gu, '').match(named) ?? []);
  const [name, another] = names;
  if (name === undefined || another !== undefined) return [];
  const own = words(name).join('.');
  return sections.flatMap((section) =>
    [...section.text.matchAll(address)].flatMap(([value, local = '']) =>
      local.toLowerCase().replace(/[_-]+/g, '.') === own
        ? [told({ of: name, as: 'mail', text: `${bold(name)}: ${value}`, value, section, extra: 0 })]
        : [],
    ),
  );
}
