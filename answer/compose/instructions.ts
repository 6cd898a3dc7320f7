import { fencedSegments } from '../../graph/text/code-segments.ts';
import { createRecent } from '../recent.ts';

/** What tells somebody to do something begins with one of these. One more is a word. */
const verbs = new Set(
  `accept access activate add adjust agree allow announce apply approve archive arrange ask assess assign attach attend avoid await backup
  block book bring browse build bump buy call cancel change check choose clarify clean clear click clone close collect comment commit
  communicate compare compile complete compose compute configure confirm connect consult contact continue convert coordinate copy count
  create decide define delete deploy deposit describe determine dial disable disconnect discuss do document download draft drag draw
  drive drop edit email enable ensure enter escalate establish estimate evaluate execute expand explain export extract fetch file fill
  find finish fix follow fork forward gather generate get give go grant group hand have help hit hold identify import include inform
  insert inspect install introduce invite join keep label launch leave let link list load locate lock log look mail make mark measure
  meet mention merge message mount move name navigate nominate note notify obtain open order pack park paste pay perform phone pick pin
  ping place plan post prepare press print propose provide publish pull push put quarantine raise reach read rebase reboot rebuild
  receive record refer register release remove rename repeat replace reply report request rerun reset resolve respond restart restore
  retry return revert review revoke roll rotate route run save scan schedule scroll search see select sell send set share show sign sort
  specify stage start state stop store submit subscribe switch sync tag take talk tap tell test thank tick track transfer triage trigger
  turn type uncheck undo uninstall unlock unplug unzip update upgrade upload use validate verify visit vote wait wash watch weigh wipe
  work wrap write`
    .split(/\s+/)
    .filter((verb) => verb !== ''),
);

/** What may stand before that verb: "Then", "Once the berth is free,", "You will need to". */
const before =
  /^[^\p{L}\d]*(?:(?:(?:and|also|then|next|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|afterwards|please|just|optional(?:ly)?)\b|(?:once|after|before|if|when|to|in|on|at|from|for|as|with|under)\s[^,.]{1,80}(?:,|(?=\syou\s)|\sdone(?=\s)))[\s,:]*)*(?:you(?:['’]ll)?\s(?:will\s|must\s|should\s|can\s|may\s)?(?:(?:need|have|want)\sto\s)?)?/iu;
const word = /^[^\p{L}]*(?:double-|re-|right-)?(\p{L}+)/iu;
const entry = /^\s*(?:[-*+]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?/;
const stepEntry = /^\s{0,3}(?:\d{1,2}[.)]\s|[-*+]\s\[[ xX]\]\s)/;
const stepLabel = /^\W*step \d/i;

/** How much an entry of a numbered list or of a checklist counts, and a sentence that tells to do something. */
const counts = { entry: 1, sentence: 0.7 };
/** A single one is no course. From so much on, more says nothing. */
const least = 2;
const most = 3;

/**
 * How much a text reads as a course of things to do: entries of numbered lists and checklists, and sentences that begin with what to do. 0
 * to 1.
 *
 * @param markdown of a section
 */
export function tellsWhatToDo(markdown: string): number {
  const known = recent.get(markdown);
  if (known !== undefined) return known;
  let [found, sum] = [0, 0];
  for (const { sentence, isStep } of sentencesOf(markdown)) {
    const isTold = tellsToDo(sentence);
    if (isStep || isTold) found += 1;
    sum += (isStep ? counts.entry : 0) + (isTold ? counts.sentence : 0);
  }
  const share = found < least ? 0 : Math.min(1, sum / most);
  recent.set(markdown, share);
  return share;
}

const recent = createRecent<number>(3000);

/** Whether a sentence tells somebody to do something: "Open the lock", "Once it is free, tell the pilot". */
export function tellsToDo(sentence: string): boolean {
  const plain = sentence.replace(/[*_`]/g, '');
  const rest = plain.slice(before.exec(plain)?.[0].length ?? 0);
  return verbs.has(word.exec(rest)?.[1]?.toLowerCase() ?? '');
}

function sentencesOf(markdown: string): { sentence: string; isStep: boolean }[] {
  const prose = fencedSegments(markdown)
    .filter(({ isCode }) => !isCode)
    .map(({ text }) => text.replace(/!?\[([^[\]]*)\](?:\([^()\n]*\)|\[[^[\]]*\])/g, '$1'))
    .join('\n');
  return inParagraphs(prose.split('\n')).flatMap((line) => {
    const mark = entry.exec(line)?.[0] ?? '';
    const isStep = stepEntry.test(line) || stepLabel.test(line);
    return line
      .slice(mark.length)
      .split(/(?<=[.!?:])\s+(?=[\p{Lu}"“`*])/u)
      .map((sentence, index) => ({ sentence, isStep: isStep && index === 0 && !/\?\W*$/.test(line) }));
  });
}

/** Lines that are wrapped as one. */
function inParagraphs(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen && line.trim() !== '' && !/^\s*(?:[-*+]\s|\d{1,2}[.)]\s|#|\||>)/.test(line))
      joined.push(`${joined.pop() ?? ''} ${line.trim()}`);
    else if (line.trim() !== '') joined.push(line);
    isOpen = line.trim() !== '' && !/^\s*(?:#|\|)/.test(line);
  }
  return joined;
}
