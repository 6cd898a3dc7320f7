/** What settings of channels are named by, without their shapes: browsers get it as part of the texts. */

/** Kinds of source that an answer may rest on: those of kiki.yaml, and what people said in Kiki itself. */
export const sourceKinds = ['table', 'pages', 'push', 'people'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Languages that answers can be asked for in, by their code. `as-asked` is that of the question. */
export const languageNames = {
  'as-asked': 'the language of the question',
  da: 'Danish',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  fi: 'Finnish',
  fr: 'French',
  it: 'Italian',
  ja: 'Japanese',
  nb: 'Norwegian',
  nl: 'Dutch',
  pl: 'Polish',
  pt: 'Portuguese',
  sv: 'Swedish',
} as const;
