import { words } from '../../graph/text/analyse.ts';

/** What stands before who does, decides or is asked: "picked *by* the choir", "*escalate to* the choir". One more way is a row. */
const before: readonly RegExp[] = [
  /\bby$/,
  /\b(?:ask|contact|consult|tell|notify|inform|alert|involve|ping|join|mail|email|message)$/,
  /\b(?:talk|speak|write|reach out|turn|go|report|reported|escalate|escalated|send|sent|submit|submitted|refer|referred|bring|brought|forward|forwarded|assigned|belongs?|up|falls?|goes|add (?:your|them|him|her)self|apply)(?: \S+){0,4} to$/,
  /\b(?:approval|sign off|permission|consent|agreement|approved|advice|feedback) (?:from|of|by)$/,
  /\b(?:responsibility of|(?:rests|lies|is|are|decision|authority) with|in touch with)$/,
];
/** What may stand between that and the name. */
const between = /(?: (?:the|our|a))?(?: members? of(?: the)?)?$/;
/** How a clause begins that a name is the subject of: "in doubt, *the* choir decides". */
const opening = /^(?:(?:and|but|then|so|or|otherwise|finally) )?(?:(?:the|our)(?: \S+)?)?$/;
/** What stands behind it. */
const behind =
  /^(?:teams?|groups?|committees?|council|board)? ?(?:(?:also|always|then) )?(?:will|must|should|shall|can|may|has|have|is (?:responsible|in charge|the (?:final|decision|owner|contact|place))|are (?:responsible|in charge)|(?:decide|approve|own|handle|maintain|manage|review|make|take|run|pick|select|appoint|grant|host|oversee|vote|sign|publish|organi[sz]e|accept)s?)\b/;

/** Whether a sentence says that who is called so does what it tells, decides it or is asked for it. @param name its words */
export function isDoer(name: readonly string[], sentence: string): boolean {
  return sentence.split(/[,;:()–—]\s*/).some((clause) => {
    const said = words(clause);
    return placesOf(name, said).some((at) => {
      const lead = said.slice(0, at).join(' ');
      if (opening.test(lead) && behind.test(said.slice(at + name.length).join(' '))) return true;
      return before.some((way) => way.test(lead.replace(between, '')));
    });
  });
}

/** Whether a sentence has a name as one of several: "ask the choir *or the band*". */
export function isAlternative(name: readonly string[], sentence: string): boolean {
  const said = words(sentence);
  return placesOf(name, said).some((at) => /\b(?:and|or)(?: the| our)?$/.test(said.slice(0, at).join(' ')));
}

/** Where a name stands among words. */
export function placesOf(name: readonly string[], said: readonly string[]): number[] {
  if (name.length === 0) return [];
  return said.flatMap((_, at) => (name.every((word, index) => said[at + index] === word) ? [at] : []));
}
