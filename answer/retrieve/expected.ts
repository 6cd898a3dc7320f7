/**
 * What an answer must have in it, by the words of the question: a passage on the subject that has no figure of money does not say what
 * something costs. One more is a row. Only what is sure either way belongs here: a row that doubts refuses good answers.
 */
const expectations: readonly { asked: RegExp; told: RegExp }[] = [
  {
    asked:
      /\bhow much\b.*\b(?:pay|pays|paid|costs?|earns?|spend|charged?|salary|make)\b|\bsalar(?:y|ies)\b|\b(?:price|wages?|bonus|stipend|allowance)\b|\bwhat do (?:we|i|you|they) pay\b|\b\p{L}+ bill\b/iu,
    told: /[$€£¥]\s?\d|\b\d[\d,.]*\s?(?:k|usd|eur|gbp|chf|nok|sek|dkk|dollars?|euros?|pounds?|cents?|kroner|percent|%)(?![\p{L}\d])|\b(?:usd|eur|gbp|chf|nok|sek|dkk)\s?\d|\bfree\b|\bno (?:cost|charge|fee)|\breimburs|\bexpens/iu,
  },
  {
    asked: /\b(?:phone|cell|mobile|telephone)(?: number| no\b\.?|\s*\?*$)/i,
    told: /\+?\(?\d{2,4}\)?[-. ]\d{3}[-. ]?\d{2,4}|\b\d{3}[-. ]\d{4}\b|\b\d{8,}\b/,
  },
];

/** Whether texts have in them what the question asks for, as far as its words tell. */
export function hasWhatIsAsked(question: string, texts: readonly string[]): boolean {
  return expectations.every(({ asked, told }) => !asked.test(question) || texts.some((text) => told.test(text)));
}
