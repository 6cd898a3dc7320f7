/** One question that is written in several parts, or that says a part of itself again, as it is asked in one. One more is a row. */
export const inOne: readonly (readonly [written: RegExp, means: string])[] = [
  // "who organizes a circle" is who leads it
  [/\b(?:organi[sz]e|coordinate)s (?=(?:an?|another|some|the|our) )/gi, 'leads '],
  // "who in Risk also counts the tills, i.e. is in Audit too?": what is said behind is what is meant
  [
    /^(?:and )?((?:who|which|what|how many)\b[^,;?]{0,60}?) also [^,;?]{3,80}?,? (?:i\.?e\.?|that is|that means|meaning|in other words),? (?:who )?((?:is|are|has|have|leads?|owns?|chairs?|sits?|works?|belongs?|manages?|runs?)\b[^?]{2,80}?)\s*\?*$/giu,
    '$1 $2?',
  ],
  [
    /^(?:and )?((?:who|which|what|how many)\b[^,;?]{0,60}?) also [^,;?]{3,80}?,? (?:i\.?e\.?|that is|meaning|in other words),? ((?:in|on|part of|an? member of|members of) [^?]{2,80}?)\s*\?*$/giu,
    '$1 is also $2?',
  ],
  // "one of the Risk leads also chairs a circle - who is it and which circle?"
  [
    /^one of (the [^.?;:]{3,60}?) also (\p{L}+)s (?:an?|another|some(?: other)?) ((?:\p{L}+ )?\p{L}+)\s*(?:[.,;:–-]+\s*)?(?:who(?: is it| is that| it is|['’]s that)?,? )?and (?:which|what)(?: one| \p{L}+| \p{L}+ \p{L}+)?(?: is (?:it|that))?\s*\?*$/giu,
    'which of $1 also $2 a $3, and which $3 do they $2?',
  ],
  // "... is also chair of a circle, who and which one?"
  [
    /^one of (the [^.?;:]{3,60}?) is also (?:an? |the )?((?:\p{L}+ )?\p{L}+) of (?:an?|another|some(?: other)?) ((?:\p{L}+ )?\p{L}+)\s*(?:[.,;:–-]+\s*)?(?:who(?: is it| is that| it is|['’]s that)?,? )?and (?:which|what)(?: one| \p{L}+| \p{L}+ \p{L}+)?(?: is (?:it|that))?\s*\?*$/giu,
    'which of $1 is also $2 of a $3, and which $3 are they $2 of?',
  ],
  // "which Risk lead also chairs a circle, and which one is it?"
  [
    /^which ([^.?;:]{3,60}?) also (\p{L}+)s (?:an?|another|some(?: other)?) ((?:\p{L}+ )?\p{L}+),? and (?:which|what)(?: one| \p{L}+| \p{L}+ \p{L}+)?(?: is (?:it|that))?\s*\?*$/giu,
    'which $1 also $2 a $3, and which $3 do they $2?',
  ],
  // "Ada is treasurer of two circles, which?"
  [
    /^(?!(?:who|whom|whose|which|what|where|when|how|is|are|do|does|did|if|i|we)\b)([^?.,;:]{3,60}?) (is|are) (?:an? |the )?(\p{L}+(?: \p{L}+)?) (of|for|in) (?:two|three|four|five|six|several|some|\d+) (?:different )?([^?.,;:]{2,40}?)\s*[.,;:–-]+\s*which(?: ones?| are (?:they|those)| \p{L}+)?(?: are (?:they|those))?\s*\?*$/giu,
    'which $5 $2 $1 $3 $4?',
  ],
  // "Ada chairs two circles, which?"
  [
    /^(?!(?:who|whom|whose|which|what|where|when|how|is|are|do|does|did|if|i|we)\b)([^?.,;:]{3,60}?) (?!is\b|was\b|has\b)(\p{L}+)s (?:two|three|four|five|six|several|some|\d+) (?:different )?([^?.,;:]{2,40}?)\s*[.,;:–-]+\s*which(?: ones?| are (?:they|those)| \p{L}+)?(?: are (?:they|those))?\s*\?*$/giu,
    'which $3 does $1 $2?',
  ],
  // "Tides, whose is that?", "whose is Tides?"
  [/^([^?,;:]{2,60}?)\s*[,;:–-]+\s*whose(?: (?:is|are) (?:it|that|this|those|they))?\s*\?*$/giu, 'who owns $1?'],
  [/^whose (?:is|are) (?!(?:it|that|this|those|they)\b)([^?,;:]{2,60}?)\s*\?*$/giu, 'who owns $1?'],
  // "compare Risk and Audit: which has more leads?", "compare Risk and Audit by number of leads"
  [
    /^compare ([^,;:?]{2,60}?) (?:and|with|to|vs\.?) ([^,;:?]{2,60}?)\s*[,;:.–-]+\s*(?:which|who)(?: one)?(?: of (?:them|the two))? (has|have|owns?|leads?) (more|fewer|less) ([^,;:?]{2,60}?)\s*\?*$/giu,
    'which $3 $4 $5, $1 or $2?',
  ],
  [
    /^compare ([^,;:?]{2,60}?) (?:and|with|to|vs\.?) ([^,;:?]{2,60}?) (?:by|in terms of|on|for) (?:the |their )?(?:number|count|amount) of ([^,;:?]{2,60}?)\s*\?*$/giu,
    'which has more $3, $1 or $2?',
  ],
  // "which has fewer ships, Risk or Audit?": the noun is none for the name behind it
  [
    /^((?:which|who|what)\b[^,;:?]*? (?:more|fewer|less) [^,;:?]{2,60}?)\s*[,;:–-]+\s*([^,;:?]{2,60}? or [^,;:?]{2,60}?)\s*\?*$/giu,
    '$1 of $2?',
  ],
  // "do Risk and Audit share a lead"
  [
    /^(?:do|does) ([^,;:?]{2,60}?) and ([^,;:?]{2,60}?) share (?:an?|any|some|the same|one) ([^,;:?]{2,60}?)\s*\?*$/giu,
    'do $1 and $2 have a $3 in common?',
  ],
  // "is every Risk lead in Audit"
  [
    /^is (?:every|each) ([^,;:?]{2,60}?) (also )?((?:in|on|part of|a member of) [^,;:?]{2,60}?)\s*\?*$/giu,
    'are all $1s $2$3?',
  ],
  // "is Tides owned by the same circle as Ebb"
  [
    /^(?:is|was) ([^,;:?]{2,60}?) ((?:owned|led|chaired|maintained|managed|run) by|in|part of) the same ([^,;:?]{2,40}?) as ([^,;:?]{2,60}?)\s*\?*$/giu,
    'are $1 and $4 $2 the same $3?',
  ],
  // "which circles have the same treasurer as Risk"
  [
    /^which ([^,;:?]{2,40}?) (?:has|have|shares?|got) (?:the|its|their) same ([^,;:?]{2,40}?) (?:as|with) (?!(?:an?|the|its|their) )([^,;:?]{2,60}?)(?: has| does)?\s*\?*$/giu,
    'which other $1 is the $2 of $3 the $2 of?',
  ],
  [/\b(?:some|(?<!than )any) other (?=\p{L})/giu, 'another '],
];
