export interface Responsible {
  name: string;
  /** It may as well be a title: `**Finance:** books it` and `**Note:** …` look the same. */
  isGuess: boolean;
}

/**
 * The party that a step names as responsible, in the forms people write: `(Owner: Finance)`, `**Responsible:** Finance`,
 * `Approver: Finance` on a line of its own, or a bold beginning such as `**Finance:** books it`. Undefined when none is named.
 */
export function responsibleOf(markdown: string): Responsible | undefined {
  const step = markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1'); // a link's text, without its address
  const label = '(?:responsible|owner|who|by whom|done by|approver|approved by|team|role)';
  const patterns = [
    new RegExp(`[(\\[]\\s*${label}\\s*:\\s*([^)\\]\\n]+)[)\\]]`, 'i'),
    new RegExp(`\\*\\*\\s*${label}\\s*:?\\s*\\*\\*\\s*:?\\s*([^\\n.;]+)`, 'i'),
    new RegExp(`(?:^|\\n)\\s*_?${label}\\s*:\\s*([^\\n.;_]+)`, 'i'),
  ];
  for (const pattern of patterns) {
    const name = clean(pattern.exec(step)?.[1] ?? '');
    if (name !== undefined) return { name, isGuess: false };
  }
  const beginning = clean(/^\s*(?:\*\*|__)([^*_\n]{2,60}?):?(?:\*\*|__):?\s/.exec(step)?.[1] ?? '');
  return beginning === undefined ? undefined : { name: beginning, isGuess: true };
}

function clean(name: string): string | undefined {
  const text = name.replace(/[*_`]/g, '').trim();
  return text === '' || text.length > 120 ? undefined : text;
}
