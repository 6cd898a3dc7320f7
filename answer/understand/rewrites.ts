import { inOne } from './asked-in-parts.ts';
import { withoutRemarks } from './remarks.ts';
import { saidOtherwise } from './said-otherwise.ts';

/**
 * Ways to write that mean the same as a plainer one, which the rest of the understanding knows. Tried in order, each wherever it fits.
 * One more is a row: what is written, and what it means.
 */
type Rewrite = readonly [written: RegExp, means: string];

/** As people abbreviate in chat. These hold for every use of a question, also for searching. */
const abbreviations: readonly Rewrite[] = [
  [/\bppl\b/gi, 'people'],
  [/\breps\b(?= (?:that|this|the|our|for|(?!are\b|is\b|who\b|sit\b|work\b)\p{L}+ (?:on|in|at)\b))/giu, 'represents'],
  [/\bw\/o\b/gi, 'without'],
  [/\bw\/\s?/gi, 'with '],
  [/\bb\/c\b/gi, 'because'],
  [/\bhrs\b/gi, 'hours'],
  [/\bmins\b/gi, 'minutes'],
  [/\bmtgs?\b/gi, 'meeting'],
  [/\btz\b/gi, 'time zone'],
  [/\bTL(s?)\b(?!;)/g, 'tech lead$1'],
  [/\bmgrs?\b/gi, 'manager'],
  [/\bdept\b/gi, 'department'],
  [/\bgrps?\b/gi, 'group'],
  [/\bproj\b/gi, 'project'],
  [/\b(?<=slack |irc |zulip |teams |discord |the |which |what )chan\b/gi, 'channel'],
  [/\bdocs?\s+pg\b/gi, 'docs page'],
  [/\b(?:pwd|passwd)\b/gi, 'password'],
  [/\baddr\b/gi, 'address'],
  [/\bacct\b/gi, 'account'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgotta\b/gi, 'have to'],
  // "which team owns it n who leads that"
  [/\bn\b['’]?(?= (?:who|whos|whose|what|whats|which|how|where|when)\b)/gi, 'and'],
  [/\bdunno\b/gi, 'do not know'],
  [/\b(?:cuz|coz)\b/gi, 'because'],
];

/** Words that a question about the graph can do without. */
const idle: readonly Rewrite[] = [
  // "hi all! who leads Risk?"
  [
    /^(?:hi|hey|hello|good morning|morning)(?: (?:all|there|team|folks|everyone|everybody|kiki))?\s*[!,.:–-]+\s+(?=\S)/gi,
    '',
  ],
  // "which circle owns the vault? glass or somewhere else"
  [/\?\s+[^?]{2,40}? or (?:some(?:where|thing|one|body) else|another one|a different one|not)\s*\?*$/gi, '?'],
  [/\b(?:atm|rn|nowadays|these days|at present|as of (?:now|today)|so far|presently)\b/gi, ' '],
  [
    /\b(?:any ideas?|do you know|does anyone know|anyone know|can you tell me|could you tell me|i wonder|remind me)\b/gi,
    ' ',
  ],
  [/\b(?:names?|list|number|numbers) (?:pls|plz|please|only)\b/gi, ' '],
  // "how many are in it already?"
  [/\b(how many\b[^?,;]{2,60}?),? (?:already|yet|by now|altogether|all in all)(?=\s*\?*$)/gi, '$1'],
  // "anyone of us based in Rome? who"
  [
    /^((?:is|are|do|does|has|have|can|any\p{L}*|some\p{L}*)\b.+?)\s*[?,;–-]+\s*(?:and |if so,? |so )?who(?: (?:is|are) (?:it|that|they|those|he|she))?\s*\?*$/giu,
    '$1?',
  ],
  [/\b([Aa]ny|[Ss]ome|[Ee]very)(?:one|body)? (?:else )?of (?:us|you)\b/g, '$1one'],
  [/\bjust (?:the )?(?:names?|number|count|list)\b/gi, ' '],
];

/** Who asks, and whether he may. */
const may = '(?:do|can|could|should|would|must|may|shall) (?:i|we|one|you|people)';
/** Who is asked for, and the end of a question for him alone. */
const one = String.raw`((?:(?!\b(?:about|if|when|for|and|or|that|who|whose|which|with|on|in)\b)[^,;:?])+?)`;
const behindOne = String.raw`(?: at| to| under)?\s*\?*$`;

/** Other ways to build a question. */
const forms: readonly Rewrite[] = [
  // "what have we got running on the old host"
  [/\b(?:have|has) (we|you|they) got\b/gi, 'do $1 have'],
  // "how many wells has the Risk team got"
  [
    /\b(how many|which|what) ((?:[\p{L}\p{N}-]+ ){1,4}?)(?:has|have) ([^,;?]{2,50}?) got\s*\?*$/giu,
    '$1 $2does $3 have?',
  ],
  // "Ada chairs a circle and a guild - which ones?"
  [
    /^(?!(?:who|whom|whose|which|what|where|when|how|is|are|do|does|did|if|i|we|the|one)\b)([^?.;:,]{3,50}?) (?:both )?(\p{L}+)s an? ((?:[\p{L}-]+ )?\p{L}+) and an? ((?:[\p{L}-]+ )?\p{L}+)\s*[.,;:–-]+\s*which(?: ones?| are they)?\s*\?*$/giu,
    'which $3s and $4s does $1 $2?',
  ],
  // "can you confirm that Ada is the lead of Risk", "am I right that ..."
  [
    /^(?:(?:(?:can|could) (?:you|someone|anyone) (?:please )?(?:confirm|verify|check)|am i (?:right|correct)(?: in thinking)?|(?:is it|it['’]s) (?:true|correct|right)|i (?:think|heard|believe)) (?:that|if|whether) )([^,;?]{2,60}?) (is|are|was|were|does|do) ([^?;]{2,100}?)(?:,? (?:right|correct|true))?\s*\?*$/giu,
    '$2 $1 $3?',
  ],
  // "circles that get by without any lead - which ones are those?"
  [
    /^(?:the )?((?:[\p{L}-]+ )?[\p{L}-]+s (?:that|who|which|with|without|in|of) [^?;]{3,100}?)\s*[-–—,:]+\s*which (?:ones?|are they)(?: (?:are|is) (?:those|they|these|it|that))?\s*\?*$/giu,
    'which $1?',
  ],
  [/\b(?:get|gets|do|does|make do|manage|manages) (?:by )?without any\b/gi, 'have no'],
  // "Risk leads who are not employed by Acme"
  [/\b(?:who|that) (?:are|is) not (?:employed (?:by|at)|working for)\b/gi, 'not from'],
  // "when does Risk get together"
  [/\b(?:get|gets) together\b/gi, 'meet'],
  // "which circles count Risk as a guest"
  [/\b(?:count|counts|name|names) ([^,;?]{2,40}?) as (?=(?:an?|one of|their|its) )/gi, 'have $1 as '],
  [
    /\b(?:supplies|provides|contributes|sends|employs) (?=the (?:largest|greatest|highest|smallest|lowest|most|fewest)\b)/gi,
    'has ',
  ],
  [/\bthe (?:largest|greatest|highest) number of\b/gi, 'the most'],
  [/\bthe (?:smallest|lowest) number of\b/gi, 'the fewest'],
  // "what other body is she on"
  [/\b(which|what) (other )?bod(?:y|ies)\b/gi, '$1 $2team'],
  // "which circles does Ada lead or chair"
  [
    /\b(?:co-?)?(?:lead|head|run|chair)(?:s|ing|ed)? ?(?:or|and\/or|\/) ?(?:co-?)?(lead|head|run|chair)(s?)\b(?! of\b)/gi,
    'lead$2',
  ],
  // "how many chairs come from Acme"
  [/^(?!.*\b(?:do|does|did)\b)(.*?)\bcomes? from\b/gi, '$1are from'],
  // "what kind of circle is Risk"
  [
    /^(?:what|which) (?:type|kind|sort) of [\p{L}-]+ (?:is|are) (?!there\b|it\b|that\b|this\b)(?:the )?([^,;?]{2,60}?)\s*\?*$/giu,
    'what is the type of $1?',
  ],
  // "which circles have the same liaison as Risk"
  [
    /^(?:which|what) (?:other )?([\p{L}-]+(?: [\p{L}-]+)?) (?:have|has|share|shares) the same ([\p{L}-]+(?: [\p{L}-]+)?) (?:as|with) ([^,;?]{2,50}?)(?: does| do| has)?\s*\?*$/giu,
    'which $1 have the $2 of $3 as $2?',
  ],
  // "which companies do the Risk chairs come from"
  [
    /^(?:which|what) (compan(?:y|ies)|employers?|organi[sz]ations?) (?:do|does) ([^,;?]{2,60}?) (?:come from|work (?:for|at))\s*\?*$/giu,
    '$1 of $2?',
  ],
  // "how many leads are there across all circles"
  [
    /^how many ([^,;?]{2,40}?)s (?:are there|do we have) (?:across|in|over|among|for) all (?:of )?(?:the |our )?((?:[\p{L}-]+ )?\p{L}+?)s\s*\?*$/giu,
    'how many people are $1 of a $2?',
  ],
  // "which circle owns more vaults, Risk or Audit"
  [
    /^(?:which|what) ([\p{L}-]+) (has|have|owns?|leads?|runs?|maintains?) (more|fewer|less|the most|the fewest) ([^,;?]{2,40}?),? (?!\1\b)([\p{L}\p{N}-]+) or (?!\1\b)([\p{L}\p{N}-]+)\s*\?*$/giu,
    'which has $3 $4, $1 $5 or $1 $6?',
  ],
  // "who chairs both a circle and a guild"
  [/\bboth (?=an? [^,;?]{2,40} and an? )/gi, ''],
  // "how many meetings does Risk hold"
  [
    /^(how many|what|which) ((?:[\p{L}-]+ )?(?:meetings?|calls?|syncs?|events?|sessions?|office hours)) (do|does) ([^,;?]{2,60}?) (?:hold|run|host|organi[sz]e|do|schedule)\s*\?*$/giu,
    '$1 $2 $3 $4 have?',
  ],
  // "how many wells do we look after"
  [
    /^(.*?\b(?:how many|which|what)(?: [\p{L}\p{N}-]+){1,4}) do (?:we|you) (?:maintain|look after|own|run|operate|manage|support|keep|use)(?: in (?:total|all))?\s*\?*$/iu,
    '$1 do we have?',
  ],
  // "chairs + tech leads"
  [/(?<=\p{L})\s?\+\s?(?=\p{L})/gu, ' and '],
  // "maintain rights on it"
  [
    /\b(read|write|push|commit|merge|triage|maintain|maintainer|admin|edit|view|owner) (?:rights?|permissions?|privileges|perms?)\b/gi,
    '$1 access',
  ],
  // "what address do I mail Risk at", "to which address do I write for Risk"
  [
    new RegExp(
      String.raw`^(?:and )?(?:(?:at|to|under|on|from) )?(?:what|which)(?: e-?mail| mail)? address (?:${may}) (?:use to )?(?:e-?mail|mail|write to|write|send (?:an? )?(?:e-?)?mails? (?:to|for)) ${one}${behindOne}`,
      'giu',
    ),
    'what is the mail address of $1?',
  ],
  [
    new RegExp(
      String.raw`^(?:and )?(?:(?:at|to|under|on|from) )?(?:what|which)(?: e-?mail| mail)? address (?:${may}) (?:use to )?(?:reach|get|get hold of|contact|find|get in touch with|ask) ${one}${behindOne}`,
      'giu',
    ),
    'what is the address of $1?',
  ],
  [
    new RegExp(
      String.raw`\b(?:what(?:['’]s| is) )?the(?: e-?mail| mail)? address (?:to|where (?:${may})) (?:e-?mail|mail|write to|reach|contact|get|use for) ${one}${behindOne}`,
      'giu',
    ),
    'what is the mail address of $1?',
  ],
  [
    new RegExp(
      String.raw`^(?:and )?where (?:${may}) (?:write|send (?:an? )?(?:e-?)?mails?) to ${one}${behindOne}`,
      'giu',
    ),
    'what is the mail address of $1?',
  ],
  // "where do I ping Risk on Slack"
  [
    new RegExp(
      String.raw`\bwhere (${may}) (?:ping|message|dm|write to|reach|talk to|contact|catch|get hold of) ${one} (on|in) (?=[\p{L}-]+\s*\?*$)`,
      'giu',
    ),
    'where $1 find $2 $3 ',
  ],
  // "the on-call user group in Slack", "which channel on Zulip"
  [/\b(user ?groups?|channels?|handles?) (?:in|on) (?:slack|zulip|discord|teams|irc|matrix)\b/gi, '$1'],
  // "how many people lead Risk (chairs and treasurers)"
  [
    /\bhow many people (?:lead|run|head) ([^()?]{2,50}?) \((?:both |the |all )?((?:[\p{L}-]+ )?[\p{L}-]+s) (?:and|or|plus|&) ((?:[\p{L}-]+ )?[\p{L}-]+s)\)/giu,
    'how many $2 and $3 of $1',
  ],
  [
    /\bwho (?:leads?|runs?|heads?) ([^()?]{2,50}?) \((?:both |the |all )?((?:[\p{L}-]+ )?[\p{L}-]+s) (?:and|or|plus|&) ((?:[\p{L}-]+ )?[\p{L}-]+s)\)/giu,
    'who are the $2 and $3 of $1',
  ],
  // "Ledger: who leads the owning circle?"
  [/^([^:?.,]{2,50}):\s+(.{3,80}?) the (?:owning|responsible) (\p{L}+)\b/giu, '$2 the $3 that owns $1'],
  // "who gets pinged if I use the on-call group"
  [
    /\bgets? (?:pinged|notified|mailed|e-mailed|emailed|alerted|paged|messaged) (?:if|when|by|once|through|via) (?:(?:i|we|you|one|someone|somebody) )?(?:use|ping|mention|mail|e-mail|email|write to|tag|message|post to)?\s?(?=\S)/gi,
    'is in ',
  ],
  // "which trainees came in through the summer school"
  [
    /\b(which|what|how many) (?:(?:of (?:the|our) )?(?:current )?)(\p{L}+s)( of [^,?]{2,30}?)? (?:that |who )?(?:came|come|joined)(?: in| on board| here| to us)? (?:through|via|by way of) (?:the )?((?:[\p{L}\p{N}-]+ ?){1,3}?)(?=\s*[?.,;]|$)/giu,
    '$1 $4 $2$3',
  ],
  // "who has write access as an individual"
  [
    /\b(who|which people|how many people) (.{3,60}?) (?:as (?:an )?individuals?|individually|personally)\b(?:,? (?:so |and |i\.e\.? )?(?:not|rather than|instead of) (?:through|via|by|as) (?:a |any |the |their )?(?:team|group)s?)?/gi,
    'which people $2',
  ],
  // "which circles do they lead, as chair or treasurer?"
  [
    /\b(?:do|does) (.{3,60}?) (?:also )?(?:lead|head|run|serve|sit on|work in),? as (?:an? |the )?((?:[\p{L}-]+ ){0,2}[\p{L}-]+(?: (?:or|and) (?:an? )?(?:[\p{L}-]+ ){0,1}[\p{L}-]+)?)(?=\s*[?.]*$)/giu,
    'are $1 $2 of',
  ],
  // "one of the Risk leads also chairs a circle. which one?"
  [
    /^one of (the .{3,50}?) (?:is also (?:a |an |the )?(\p{L}+) of|also (\p{L}+s)) an? ((?:\p{L}+ )?\p{L}+)\s*[.,;:-]+ ?which(?: one)?\s*\?*$/giu,
    'which $4s are chaired by one of $1',
  ],
  // "Risk's liaison also chairs a circle herself, which one?"
  [
    /^(?!(?:who|whom|whose|which|what|where|when|how|is|are|do|does|did|if|i|we)\b)([^?.;:]{3,80}?) (?:also|too) (\p{L}+s) (?:an?|another|some(?: other)?|one) ([^?.,;:]{2,40}?)(?: (?:herself|himself|themselves|itself|too|as well))?\s*[.,;:–-]+\s*which(?: one| is it| one is it)?\s*\?*$/giu,
    'which $3s does $1 also $2?',
  ],
  // "the bi-weekly call"
  [/\b(bi|tri|semi|half)-(?=\p{L})/giu, '$1'],
  [/\bnon-(?=\p{L})/giu, 'non '],
  // "what sits straight under Risk", "right below it"
  [/\b(?:straight|right|just|immediately) (under|underneath|below|beneath)\b/gi, 'directly $1'],
  // "besides that team, which teams is the Risk lead in": the one that the question names
  [
    /^(?:besides|apart from|aside from|except(?: for)?|other than|outside(?: of)?) (?:that|this|the same) (\p{L}+),? ((?:which|what) .{2,60}?)\b(?:the|our) ((?:(?!(?:the|our)\b)[\p{L}\p{N}-]+ ){1,4})\1 ((?:co-?)?(?:lead|chair|head|boss|owner|manager)s?)\b/giu,
    'besides the $3$1, $2the $3$1 $4',
  ],
  // "which team has nobody listed as lead"
  [
    /\b(has|have) (?:nobody|no-?one|no one) (?:listed |named |set |down |recorded )?as (?:an? |its |the |their )?(?=\p{L})/giu,
    '$1 no ',
  ],
  // "which teams other than marker teams is Ada in"
  [
    /\b(which|what|how many|all(?: the)?) ([\p{L}-]+s) (?:other than|apart from|aside from|besides|except(?: for)?|excluding|not counting|(?:that|which) are(?:n['’]t| not)) (?:the |any )?([\p{L}-]+) \2\b/giu,
    '$1 non-$3 $2',
  ],
  // "what does Risk belong to, i.e. what is its parent?": the same said twice
  [
    /^(.{12,}?),? (?:i\.?e\.?|that is|in other words),? (?=(?:who|whose|what|which|how|where|when)\b)[^?]{3,80}\?*$/gi,
    '$1?',
  ],
  // "which group is co-chaired by Ada": a role may be called co-chair, which is another word
  [/\bco-?(?=(?:chaired|led|headed|owned|maintained)\b)/gi, ''],
  [
    /(?<=\b(?:group|team|which|that|who|circle|\p{Lu}\p{L}+) )co-(?=(?:chairs|leads|heads|owns|maintains|runs)\b)/gu,
    '',
  ],
  // "list the groups where Risk is a stakeholder"
  [
    /^(?:list|show|name|which|what)(?: me)?(?: all)?(?: are)?(?: the| our)? ([^,?]{2,40}?) (?:where|in which) ([^,?]{2,40}?) is (?:an?|the) (\p{L}+(?: \p{L}+)?)\s*\?*$/giu,
    'which $1 is $2 a $3 of?',
  ],
  // "who speaks for Berths on the council"
  [/\b(?:speaks?|stands?|sits?) for (?=(?:the |our )?(?:\S+ ){1,4}(?:on|in|at) the\b)/gi, 'represents '],
  // "who (co-)leads it"
  [/\((?:co|vice|deputy)-\)(?=\p{L})/giu, ''],
  // "who leads more teams than anybody else"
  [
    /\bmore ((?:[\p{L}\p{N}-]+\s){1,3}?)than (?:any(?:body|one|thing)?(?: other(?:\s[\p{L}-]+)?| else)?|all (?:the )?others|everyone else|everybody else)\b/giu,
    'the most $1',
  ],
  [
    /\b(?:fewer|less) ((?:[\p{L}\p{N}-]+\s){1,3}?)than (?:any(?:body|one|thing)?(?: other(?:\s[\p{L}-]+)?| else)?)\b/giu,
    'the fewest $1',
  ],
  // "of the seven committees, which one has the most members"
  [
    /^(?:out of|of|among|amongst|from) (?:(?:all|any) )?(?:of )?(?:the|our|those|these) (?:(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )?((?:(?!and\b|or\b)[\p{L}\p{N}-]+ ){0,5}[\p{L}-]+s)\s*[,:-]+\s*(?:which|who|what)(?: one)?(?: of (?:them|these|those))? (?=\p{L})/iu,
    'which $1 ',
  ],
  // "part of which group... i need its chairs"
  [
    /(?<=^|[.…;,?!]\s*)(?:and |also |plus )?(?:i|we) (?:also |just )?(?:need|want) (?=(?:its|their|his|her)\b)/gi,
    'what are ',
  ],
  // "has the most alumni of its own"
  [/\bof (?:its|their|his|her) own\b/gi, 'directly'],
  // "biggest team by headcount"
  [
    /\b(?:by|in terms of|measured by) (?:headcount|head count|size|(?:number of )?(?:people|members|heads))\b(?! (?:from|at|who|that|of|with|working)\b)/gi,
    ' ',
  ],
  // "how many are in Risk not incl. alumni": who was there once is not counted anyway
  [
    /\s*[,(]?\s*\b(?:not (?:incl\.?|including|counting)|excl\.?|excluding|ignoring) (?:the |any )?(?:alumni|emeriti|(?:former|past|ex)[ -](?:members|ones|people))\)?(?=[?.!\s]*$)/gi,
    '',
  ],
  // "who was on Risk but left"
  [
    /\b(?:was|were|has been|have been) (?=(?:on|in|part of|a member of|members of)\b)((?:\S+ ){1,6}?\S+?),? (?:but|and) (?:then |has |have |since )*(?:left|moved on|stepped down|quit|gone)\b/gi,
    'used to be $1',
  ],
  // "which repositories is Risk able to push to"
  [/\b(?:is|are) ((?:\S+ ){1,4}?)(?:able|allowed) to\b(?= \S)/gi, 'can $1'],
  // "who used to be on it but isn't anymore"
  [
    /,?\s*\b(?:but|and) (?:is|are|s)(?:n['’]?t| not) (?:there |on it |in it |part of it )?(?:any ?more|any longer|now)\b/gi,
    ' ',
  ],
  [/,?\s*\b(?:but|and) (?:has|have|since) (?:since )?(?:left|moved on|stepped down|gone)\b/gi, ' '],
  [/\bused to ([^?]{2,60}?),? (?:but|and) (?:then |later )?(?:left|quit|moved on|stepped down)\b/gi, 'used to $1'],
  // "who left the Risk team"
  [
    /^who(?:['’]s| has| have| all)? (?:recently |already |since )?left (?=(?:the |our )?[^?]{2,50}\?*$)/gi,
    'who used to be in ',
  ],
  // "into how many sub-teams is Risk split", "how many sub-teams is Risk divided into"
  [
    /^(?:in(?:to)? )?(how many|which|what) ([\p{L}-]+(?: [\p{L}-]+)?) (?:is|are|was|has|have) (.{2,60}?) (?:been )?(?:further )?(?:sub-?)?(?:split|divided|broken|organi[sz]ed|grouped|separated)(?: (?:up|down))?(?: into?)?\s*\?*$/giu,
    '$1 $2 does $3 have?',
  ],
  // "any overlap between A and B"
  [
    /\b(?:is there |are there )?(?:any |an )?(?:overlap|common members?|shared members?|people in common|members in common) (?:between|of|in|across) (.+?) and (.+)$/gi,
    'who is in both $1 and $2',
  ],
  // "A is a subteam of something. who leads that parent team?"
  [
    /^(?!(?:who|what|which|when|where|how|is|are|does|do|if)\b)([^.?!;:]{2,60}?) is (?:a |the )?(sub-?\p{L}+ of|part of|below|under) (?:something|another \p{L}+|some (?:other )?\p{L}+|an?other one|an? (?:bigg|larg|wid|high)er \p{L}+|a parent \p{L}+)\s*[.;,:–-]+\s*((?:who(?:m|s|se)?|how many people)\b[^?.]{2,80}?) (?:that|this|the) (?:parent )?(?:team|group|one|unit|department|parent)\s*\?*$/giu,
    '$3 the parent of $1?',
  ],
  // "anyone who's on A and on B"
  [
    /^(?:is there |are there )?(?:any ?(?:one|body)|some(?:one|body)|any (?:people|members|folks)|people) (?:who(?:['’]?s| is| are)|that (?:is|are)) (?:both )?(?:on|in|part of) ([^,;?]{2,50}?) and (?:also )?(?:on|in|part of) ([^,;?]+?)\s*\?*$/giu,
    'who is in both $1 and $2?',
  ],
  // "are any of the leads of A also on B"
  [
    /^(?:and )?(?:is|are) (?:any|some|either|one)(?:one|body)? of (?:the )?([\p{L}-]+(?: [\p{L}-]+)?) of ([^,;?]{2,50}?) also (?:in|on|part of|a member of|members of) ([^,;?]+?)\s*\?*$/giu,
    'which $1 of $2 are also in $3?',
  ],
  // "does anybody on A also do B", "is anyone from A in B too"
  [
    /^(?:and )?(?:is|are|does|do) (?:there )?(?:any ?(?:body|one)|some(?:body|one)|any(?: people| members?| folks)?|(?:some |any )?(?:people|members|folks)) (?:who (?:is|are) )?(?:from|of|in|on) ((?:(?!\b(?:who|that|and|or|not|but)\b)[^,;?])+?)(?: who| that)?(?: is| are)? also (?:in|on|part of|a member of|members of|do|does|doing|sits? (?:in|on)|serves? (?:in|on)|works? (?:in|on)) ([^,;?]+?)\s*\?*$/gi,
    'who is in both $1 and $2?',
  ],
  [
    /^(?:and )?(?:is|are|does|do) (?:there )?(?:any ?(?:body|one)|some(?:body|one)|any(?: people| members?| folks)?) (?:from|of|in|on) ((?:(?!\b(?:who|that|and|or|not|but)\b)[^,;?])+?) (?:in|on|part of|a member of|members of|do|sit (?:in|on)|serve (?:in|on)|work (?:in|on)) ([^,;?]+?),? (?:too|as well)\s*\?*$/gi,
    'who is in both $1 and $2?',
  ],
  // "is anyone from A on B", "who from A is on B"
  [
    /^(?:and )?(?:is|are) (?:there )?(?:any ?(?:body|one)|some(?:body|one)|any(?: people| members?| folks)?) from ((?:(?!\b(?:who|that|and|or|not|but)\b)[^,;?])+?)(?: who is| that is| who are)? (?:in|on|part of|a member of|members of) ([^,;?]+?)\s*\?*$/gi,
    'which members of $2 are from $1?',
  ],
  [
    /^(?:and )?(?:who|anyone|anybody) from (.+?) (?:is|are|sits?|serves?) (?:on|in|part of|a member of) ((?:(?!\b(?:too|also|as well|and|or)\b).)+?)\s*\?*$/gi,
    'which members of $2 are from $1?',
  ],
  // "who from A is on B too", "which members of A are also in B"
  [
    /^(?:and )?(who|which (?:members?|people|ones?|folks?)|anyone|anybody) (?:from|of|in|on|out of) (.+?) (?:is|are|sits?|serves?|works?) (?:also |both )?(?:on|in|part of|a member of|members of) (.+?)(?: too| as well| also)?\s*\?*$/gi,
    'who is in both $2 and $3?',
  ],
  // "does anyone in Risk lead another team"
  [
    /^(?:do|does) (?:any(?:one|body)|some(?:one|body)|any(?: of the)? (?:people|members?|folks)) (?:(?:who (?:is|are) )?)((?:in|on|from|of) [^,;:?]{2,120}?)\s*\?*$/giu,
    'who $1?',
  ],
  // "who on Risk leads Pricing", "who is in Risk and leads Pricing"
  [
    /^(?:and )?(?:who|which (?:people|persons?|members?|folks|ones))(?: (?:is|are|sits?|works?|serves?))? (?:in|on|from|of|among|amongst|within|out of) (?:the )?((?:(?!\b(?:who|that|which|and|or|not|but|is|are)\b)[^,;:?]){2,60}?)(?:,? and| who| that)?(?: is| are)? (?:also )?(co-?lead|lead|chair|co-?chair|head|run|manage|own|maintain)s? (?!(?:is|are|was|were|has|have|does|do|in|on|at|of|from|for|and|or|also)\b)(\S.*)$/giu,
    'which of the $1 members $2 $3',
  ],
];

function rewrite(text: string, rewrites: readonly Rewrite[]): string {
  return rewrites
    .reduce((so, [written, means]) => so.replace(written, means), text)
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();
}

/** A question without the abbreviations of chats. */
export function writtenOut(question: string): string {
  return rewrite(question, abbreviations);
}

/** A question in the plainest of the ways to ask it. @param question written out */
export function inPlainWords(question: string): string {
  return withoutEcho([idle, saidOtherwise, inOne, forms].reduce(rewrite, withoutRemarks(question)));
}

const limit =
  /\s*[,(]\s*(?:just|only) (?:the )?([\p{L}-]+)(?:\s*,?\s*(?:no|not|without) (?:the )?[\p{L}-]+)?\)?\s*\??$/iu;

/** A question without a limit at its end that says again what it asks for: "which groups does Ada lead, just the groups", "which working groups ... (only WGs, no SIGs)". */
function withoutEcho(question: string): string {
  const found = limit.exec(question);
  const [said = '', noun = ''] = found ?? [];
  const before = question.slice(0, question.length - said.length);
  const one = noun.toLowerCase().replace(/s$/, '');
  if (one === '') return question;
  const asked = before.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const isInitials = asked.some(
    (_word, at) =>
      asked
        .slice(at, at + one.length)
        .map((word) => word.charAt(0))
        .join('') === one,
  );
  return asked.some((word) => word.replace(/s$/, '') === one) || (one.length > 1 && isInitials)
    ? before.trim()
    : question;
}

/** What stands in brackets and is more than a hint: to leave it out would answer another question. */
const limiting =
  /^\s*(?:not?|non|only|just|ex|excl|incl|inclu|exclu|without|with|but|direct|all|former|current|as of|since|in)/i;

/** A question without hints in brackets: "who has write access? (the teams I mean)". Undefined where there are none. */
export function withoutBrackets(question: string): string | undefined {
  const bare = question
    .replace(/\s*[([]([^()[\]]*)[)\]]/g, (all, hint: string) => (limiting.test(hint) || /\d/.test(hint) ? all : ' '))
    .replace(/\s{2,}/g, ' ')
    .trim();
  return bare === question.trim() || bare === '' ? undefined : bare;
}
