/** How it is asked how something is done. One more way is a row. */
const asksForCourse: readonly RegExp[] = [
  /\bhow (?:do|does|did|can|could|to|should|would|will|is|are|must|might)\b|\bhow['’]?s (?:that|this|it)\b|\bhow\s*[?!.]*$/i,
  /\b(?:walk|guide|talk) (?:me|us) (?:through|thru)\b|\b(?:tell|show) (?:me|us) how\b/i,
  /\bsteps?\b|\bchecklist\b|\bto-?do\b|\b(?:in|which|what) (?:what |which )?order\b|\border of\b|\bsequence\b/i,
  /\bwhat(?:['’]?s| is| would be) (?:the|our|your) (?:\w+ ){0,2}?(?:procedure|process|(?:work)?flow|drill|routine|protocol|recipe|road|way|course)\b/i,
  /\bwhat(?:['’]?s| is| else is|['’]?s all| all is)? (?:needed|required|involved|necessary)(?= (?:to|for|from|first|before)\b|\s*[?!.]*$)/i,
  /\bwhat (?:all )?(?:do|would|will) (?:i|we|they) need(?= (?:to|from|first|before)\b|\s*[?!.]*$)|\bwhat does it take\b|\bwhere (?:do|would|should) (?:i|we) (?:start|begin)\b/i,
  /\bwhat (?:\w+ )?(?:ha(?:s|ve)|needs?|is there|is|are) (?:still )?to (?:be done|happen|do)\b|\bwhat needs doing\b/i,
  /\bwhat (?:do|does|should|can|could|shall|would|will) (?:i|we|you|they|one|he|she|someone|somebody) (?:have to |need to |got to )?(?:do|click|send|submit|fill|prepare|arrange|start|go through|follow|execute)\b/i,
  /\bwhat (?:do|should|must|can|would) (?:i|we|you|they|one) (?:have to |need to )?(?:run|type|press)(?= (?:to|if|when|for|after|before|once|first|next)\b|\s*(?:[,;?.!]|$))|\b(?:which|what) (?:commands?|scripts?|clicks?) (?:do|should|must|can|would) (?:i|we|you|they|one)\b/i,
  /\bwhat must\b|\bwhat happens\b(?! (?:to|if)\b)|\bwhat(?: is|['’]?s) left\b|\bwhat now\b|\bnow what\b/i,
];

/** What names a course of things, unless a question asks for something else about it: how much notice the process needs, whether it must be gone through. */
const namesCourse = /\b(?:procedure|process|workflow|flow|playbook|runbook|instructions|set ?up)\b/i;
const asksAbout =
  /\bhow (?:much|many|long|often|soon|far|early|late|quickly|fast|old|big|large|high)\b|^\W*(?:and |so )?(?:who|whose|whom|when|where)\b|(?:^|[.,;:?!–-]\s*)(?:so |then |and |but |or )?(?:must|may|can|could|do|does|did|is|are|will|would|should|has|have) (?:i|we|they|the|there|it|this|that|my|our)\b/i;

/** A wish, which alone asks how it comes true: "I'd like a longer berth", "need to swap my shift". */
const wishes =
  /\b(?:i|we)(?:['’]d| would)? (?:(?:really|just|also) )?(?:like|love|want|wish|need)\b|^\W*(?:want|need|looking|trying|would like)\b|\b(?:wants?|needs?) (?:to|an?|its|their|his|her|our|my)\b/i;
/** What asks for something else. */
const asksOtherwise =
  /\?|(?:^|[.,;:!–-]\s*|\band )(?:so |then |but )?(?:who|whose|whom|when|where|which|what|why|how|is|are|am|can|could|may|does|do|did|will|would|should|has|have)\b/i;

/** Whether it is asked how something is done, so that the answer is a course of things. */
export function asksHow(question: string): boolean {
  return (
    asksForCourse.some((form) => form.test(question)) ||
    (namesCourse.test(question) && !asksAbout.test(question)) ||
    (wishes.test(question) && !asksOtherwise.test(question))
  );
}

/** The step that a question names: "what do I do in step 3?". What comes before a step is not that step. */
export function askedStep(question: string): number | undefined {
  const [, before = '', digits] = /(\w*)\W{1,5}steps?\s(?:no\.?\s?|number\s|#)?(\d{1,2})\b/i.exec(` ${question}`) ?? [];
  return digits === undefined || /^(?:before|until|till|to|through)$/i.test(before) ? undefined : Number(digits);
}
