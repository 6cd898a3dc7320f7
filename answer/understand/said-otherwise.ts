/**
 * Orders of words that few people write, and what each means in the order that the forms of questions expect: a limit or a condition said
 * first, a clause said last, one of several that is asked for behind it. Tried in order, before the other ways to write (rewrites.ts).
 */
export const saidOtherwise: readonly (readonly [written: RegExp, means: string])[] = [
  // "is there a circle that has no call? which?"
  [
    /^(?:and )?(?:is|are) there (?:(?:any|an?|one|some)(?: single)? )([^?;]{3,90}?)\s*[?,;:–-]+\s*(?:if so,? )?which(?: ones?)?(?: (?:is|are) (?:it|that|they|those))?\s*\?*$/giu,
    'which $1?',
  ],
  [/\b(no|not|none|without|never|n['’]t)\b([^,;?]{2,60}?) at all\b/giu, '$1$2'],
  // "chair and treasurer of the same circle at once"
  [/\s*,?\s*\b(?:at once|at the same time|simultaneously|both at once)(?=\s*\?*$)/giu, ''],
  // "which wells have the gauge on them"
  [/\b((?:have|has|with) [^,;?]{2,40}?) (?:on|in|at|with) (?:them|it)\s*\?*$/giu, '$1?'],
  // "mailing list address", which is the list
  [/\b((?:mailing|distribution|e-?mail) )?list address(es)?\b/giu, '$1list'],
  // "apart from Ada, who leads Risk", "not counting Ada, ..."
  [
    /^(?:apart from|aside from|besides|except(?: for)?|other than|excluding|not counting|leaving (?:out|aside)) (?!(?:that|this|the same|those|these)\b)([^,;:?]{2,60}?)[,:]\s*((?:who|which|what|how many|list|name)\b[^?]{3,120}?)\s*\?*$/giu,
    '$2 apart from $1?',
  ],
  // "which circle has the most members, guilds aside"
  [
    /^((?:who|which|what|how many|list|name)\b[^?;]{3,120}?),\s*([^,;?]{2,50}?) (?:aside|excluded|left out|not counted|excepted)\s*\?*$/giu,
    '$1 apart from $2?',
  ],
  // "the circle with the most guests is ...?", "the circle having the most guests"
  [
    /^the ((?:[\p{L}-]+ )?[\p{L}-]+) (?:with|having|spanning|covering|comprising|counting|including|that has|which has) (the (?:most|fewest)) ([^?;,]{2,40}?)(?: is)?\s*(?:\.{2,}|…|:)?\s*\?+$/giu,
    'which $1 has $2 $3?',
  ],
  [/\b(?:span|cover|compris|count|includ|hav)ing (?=the (?:most|fewest)\b)/giu, 'with '],
  // "how many trainees do we have among the keepers"
  [/\b(how many [^,;?]{2,40}?) do we have among (?:the |our )?(?:current )?(?=\p{L})/giu, '$1 are in '],
  // "who was once on Risk, the alumni I mean"
  [/\s*[?,(–-]\s*(?:the |all |only )?(?:[\p{L}-]+ ){1,3}(?:i|we) mean\)?(?=\s*\?*$)/giu, ''],
  // "which address do they go to, i.e. the mail of Risk": the same said plainer
  [
    /^(?:what|which|who|where|how)\b[^?]{3,90}?[,;–-]? (?:i\.?e\.?|that is to say|in other words),? (the [\p{L}-]+(?: [\p{L}-]+)? (?:of|for) [^?,;]{3,60}?)\s*\?*$/giu,
    'what is $1?',
  ],
  // "where is Ada a guest? all circles please"
  [/\?\s*all (?:the |of the )?[\p{L}-]+(?:,? (?:please|pls|plz))?\s*\.?$/giu, '?'],
  // "which circles have a single lead", which is no more than one
  [/\b(have|has|with|having) (?:an?|one|just a) single (?!(?:sign|source|point|digit)\b)(?=\p{L})/giu, '$1 only one '],
  // "split into the most areas"
  [
    /\b(?:is|are) (?:further )?(?:sub-?)?(?:split|divided|broken(?: up| down)?|organi[sz]ed|grouped|separated|made up|composed)(?: up)? (?:in|into|of) (?=the (?:most|fewest)\b)/giu,
    'has ',
  ],
  // "how many keepers are listed for Risk"
  [
    /^(how many (?:[\p{L}-]+ ){0,2}[\p{L}-]+) (?:are|is) (?:listed|named|recorded|registered|given|set) (?:for|in|under|on|with) (?!how\b)([^,;?]{2,60}?)\s*\?*$/giu,
    '$1 does $2 have?',
  ],
  // "where is Ada listed as a guest"
  [
    /^(?:and )?where is ([^,;?]{2,40}?) (?:(?:listed |named |set )?as (?:an? |the )?|(?:an?|the) )((?:[\p{L}-]+ )?[\p{L}-]+)\s*\?*$/giu,
    'what is $1 a $2 of?',
  ],
  [/\b(?:spans|covers|comprises|includes|counts) (?=the (?:most|fewest)\b)/giu, 'has '],
  // "if I mention the on-call group, who gets notified"
  [
    /^if (?:i|we|you|one|someone|somebody) (?:uses?|pings?|mentions?|mails?|e-?mails?|writes? to|tags?|messages?|posts? to|pages?|notify|notifies) ([^,;?]{2,60}?)(?: (?:in|on) (?:slack|zulip|discord|teams|irc|matrix|github))?,? (?:then )?who (?:gets?|is|will be|will get|would be|would get) (?:pinged|notified|mailed|e-?mailed|alerted|paged|messaged|it|that|told)\s*\?*$/giu,
    'who is in $1?',
  ],
  // "one of the Risk chairs also owns a vault, who?"
  [
    /^(?:and )?one of (the [^?,;:]{3,60}?) (?:also|too) ([^?,;:]{3,80}?)\s*[.,;:–-]+\s*who(?: is (?:it|that|he|she))?\s*\?*$/giu,
    'which of $1 also $2?',
  ],
  // "which weekday is the call of Risk on", "what day is Risk's meeting"
  [
    /^(?:and )?(?:on )?(?:which|what) (?:week)?day(?: of the week)? (?:is|are) (?:the )?(?:[\p{L}-]+ )?(?:call|meeting|sync|stand-?up|get-?together)s? (?:of|for) ([^,;?]{2,80}?)(?: on| held)?\s*\?*$/giu,
    'when does $1 meet?',
  ],
  [
    /^(?:and )?(?:on )?(?:which|what) (?:week)?day(?: of the week)? (?:is|are) ([^,;?]{2,60}?)['’]s? (?:[\p{L}-]+ )?(?:call|meeting|sync|stand-?up|get-?together)s?(?: on| held)?\s*\?*$/giu,
    'when does $1 meet?',
  ],
  // "which of the Risk leads is also on the audit committee"
  [
    /^(?:and )?which (?:one )?of (?:the |our )?([^,;?]{2,50}?(?<! also)) (?:is|are|sits?|serves?) (?:also )?(?:on|in|part of|a member of|members of) (?:the )?([^,;?]{2,60}?)(?: too| as well| also)?\s*\?*$/giu,
    'which of the $1 also sits on $2?',
  ],
  // "which audit member also has a seat on the council"
  [
    /\b(?:has|have|had|holds?|gets?|takes?|got) (?:also )?(?:an? |the |their |his |her )?seats? (?:on|in|at)\b/giu,
    'is on',
  ],
  // "has Risk got more than one member left", "has Risk more than two leads"
  [
    /^(?:and )?(?:has|have) ([^,;?]{2,60}?) (?:got )?((?:more|fewer|less) than|at least|at most|exactly|only) ([^,;?]{2,60}?)(?: left| now)?\s*\?*$/giu,
    'does $1 have $2 $3?',
  ],
  // "how many members does the team have that owns the ledger"
  [
    /^((?:how many|which|what|when|where|who)\b[^,;?]{0,50}?\b(?:does|do|is|are)) (the (?:[\p{L}-]+ )?[\p{L}-]+) (have|has|use|uses|meet|meets|sit|belong to|part of|hold|run|lead|own) (?:that|which|who) ([^,;?]{3,80}?)\s*\?*$/giu,
    '$1 $2 that $4 $3?',
  ],
  // "taking the Risk circles together, how many people are in them"
  [
    /^(?:if (?:we|you|i) (?:take|took|count|put) |(?:taking|counting|putting) )(?:all (?:of )?)?(?:the )?([^,;?]{3,60}?) together,\s*([^?;]{3,80}?) \b(?:them|these|those)\b([^?;]{0,60}?)\s*\?*$/giu,
    '$2 the $1$3?',
  ],
  // "I need a headcount for Risk"
  [
    /^(?:and )?(?:(?:i|we) )?(?:just )?(?:need|want) (?:an?|the) (?:quick )?(head ?count|number of (?:people|members)) (?:of|for|in|on) ([^,;?]{2,60}?)\s*[?.]*$/giu,
    'how many people are in $2?',
  ],
  // "Tides - whose ship is that, i mean which circle?"
  [/,\s*(?:i mean|that is),? (?:which|what|who)(?: [\p{L}-]+)?\s*\?*$/giu, '?'],
  [
    /^(?:hey|hi|hello)?[,!]?\s*([^?,;:]{2,60}?)\s*[,;:–-]+\s*whose ([\p{L}-]+) (?:is|are) (?:it|that|this|those|they)\s*\?*$/giu,
    'whose $2 is $1?',
  ],
  // "who is on Risk and on Audit": of both, as it is said of each
  [
    /^(?:and )?(who|which (?:people|folks|persons)|how many (?:people|persons|folks)) (?:(is|was)|are|were|sits?|serves?|works?) (?:in|on) ([^,;:?]{2,50}?) and (?:also )?(?:in|on) ([^,;:?]{2,50}?)\s*\?*$/giu,
    '$1 $2 in both $3 and $4?',
  ],
  // "who is in exactly one team: Risk", "whose only team is Risk"
  [
    /\b(?:is|are|sits?|works?) (?:in|on) (?:exactly|just|only|precisely) one (?:team|group|[\p{L}-]+)(?:\s*[,:(–-]+\s*|,? (?:and )?(?:that|which) (?:is|being) |,? namely )(?:namely )?([^,;:?()]{2,50}?)\)?\s*\?*$/giu,
    'is only in $1?',
  ],
  [/\bwhose (?:only|sole|single) (?:team|group|[\p{L}-]+) is ([^,;:?()]{2,50}?)\s*\?*$/giu, 'who is only in $1?'],
  // "of the circles Ada is treasurer for, which has the most vaults"
  [
    /^(?:out )?of (?:all )?(the [^,;:?]{5,60} (?:is|are|was|were|has|have|leads?|chairs?|owns?|runs?|heads?|keeps?|manages?|maintains?|works|sits|belongs)\b[^,;:?]{0,40}?)\s*[,:–-]+\s*(?:which|who|what)(?: one)? (has|have|is|are|leads?|owns?|chairs?|runs?|meets?|uses?) ([^,;?]{2,80}?)\s*\?*$/giu,
    'which of $1 $2 $3?',
  ],
  // "the number of former leads Risk keeps on its list"
  [
    /^(?:the |what is the )?(?:number|count) of ([^,;:?]{2,40}?) (?:that )?((?:(?!of\b|in\b|on\b|for\b|with\b|who\b|that\b)[\p{L}\p{N}-]+ ){1,4}?)(?:has|have|keeps?|counts?|lists?)(?: on (?:its|their) [^,;:?]{2,30}?)?\s*\?*$/giu,
    'how many $1 does $2have?',
  ],
  // "any Acme people chairing circles here?"
  [
    /^(?:(?:are|is) there )?any ([^,;:?]{2,40}? (?:people|folks|persons?|employees)) (?:who (?:are|is) )?(chair|lead|head|own|maintain|manag|runn|run)(?:ing|e|s)? ((?:(?!in\b|of\b|for\b)[\p{L}-]+ ){0,2}(?!here\b|around\b)[\p{L}-]+?)s?(?: here| with us| around)?\s*\?*$/giu,
    'which $1 $2 a $3?',
  ],
  // "what address do I mail reports to (the Risk team)?"
  [
    /^(?:what|which) (?:e-?mail |mail )?(?:address|e-?mail|mailbox|inbox) (?:do|can|should|would) (?:i|we|one|you) (?:mail|e-?mail|send|report|write|use)\b[^,;:?()]{0,60}?\s*\((?:the |to the |i\.e\.? |so )?([^,;:?()]{3,60}?)\)\s*\?*$/giu,
    'what is the e-mail of $1?',
  ],
  // "whose address is risk@acme.example", "who is behind it", "if I write to it, which team's inbox does that land in"
  [
    /^(?:and )?(?:whose (?:e-?mail |mail )?(?:address|e-?mail|mailbox|inbox|list|mailing list) is|(?:who|which (?:team|group|[\p{L}-]+)) (?:is|sits|are) behind|(?:who|which (?:team|group|[\p{L}-]+))(?:['’]d| would| will)? (?:gets?|receives?|reads?|answers?)(?: my| our)? (?:mails?|e-?mails?|messages?)?\s?(?:that (?:is|are) )?(?:sent )?(?:to|at)) (?:the (?:address|list|mailing list|e-?mail) )?(\S+@\S+?)\s*\?*$/giu,
    'who has the e-mail $1?',
  ],
  [
    /^(?:if|when) (?:i|we|you|one|someone) (?:write|mail|e-?mail|send (?:a |an )?(?:mail|e-?mail|message)|writes|mails) (?:to )?(\S+@[^\s,]+),? (?:then )?(?:who(?:se)?|which|what) [^?;]{0,20}?(?:inbox|mailbox|list|read|reads|gets|get|receives?|land|lands|end)\b[^?;]{0,40}\?*$/giu,
    'who has the e-mail $1?',
  ],
  // "more than one active member": who counts is active
  [
    /\b((?:more|fewer|less) than|at least|at most|exactly|only) (\S+) (?:still )?(?:active|current) (?=(?:members?|people|leads?)\b)/giu,
    '$1 $2 ',
  ],
  // "seal7 keeps writing to me, what is this person actually called"
  [
    /^(\S+) (?!(?:is|are|was|were)\b)[^,;?]{3,60}?\s*[,;.–-]+\s*(?:what(?:['’]s| is)|who(?:['’]s| is)) (?:this|that|the) (?:person|user|account|guy|colleague)(?:['’]s)? ?(?:actually|really|in real life|actual|real|full)? ?(?:called|named|name|behind it)?\s*\?*$/giu,
    'who is $1?',
  ],
  // "Ada used to help lead a circle that she is emeritus of now. which one was it?"
  [
    /^(?!(?:who|whom|whose|which|what|where|when|how|is|are|do|does|did|if|i|we|the|one)\b)([^?.;:,]{3,50}?) used to (?:help )?(?:co-)?(lead|chair|head|run|manage|own|maintain)(?: on)? an? ([\p{L}-]+(?: [\p{L}-]+)?)(?: (?:that|which|where) (?:he|she|they) (?:is|are) [^.;?]{3,40}?)?\s*[.,;:–-]+\s*which(?: one| [\p{L}-]+)?(?: (?:was|is) (?:it|that))?\s*\?*$/giu,
    'which $3 did $1 once $2?',
  ],
  // "bigger crew: Risk or Audit"
  [
    /^(?:the )?(bigger|larger|smaller) (?:one|[\p{L}-]+)?(?: (?:now|currently|at the moment|today))?\s*[:,–-]+\s*([^,;?()]{2,40}?) or ([^,;?()]{2,40}?)\s*\?*$/giu,
    'which is $1, $2 or $3?',
  ],
];
