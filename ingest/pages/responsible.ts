/**
 * The party that a step names as responsible, in the forms people write: `(Owner: Finance)`, `**Responsible:** Finance`,
 * `[Finance]` at the start, `@finance` at the end of a label. Undefined when none is named.
 */
export function responsibleOf(step: string): string | undefined {
  const label = '(?:responsible|owner|who|by whom|done by|approver|approved by|team|role)';
  const patterns = [
    new RegExp(`[(\\[]\\s*${label}\\s*:\\s*([^)\\]\\n]+)[)\\]]`, 'i'),
    new RegExp(`\\*\\*\\s*${label}\\s*:?\\s*\\*\\*\\s*:?\\s*([^\\n.;]+)`, 'i'),
    new RegExp(`(?:^|\\n)\\s*_?${label}\\s*:\\s*([^\\n.;_]+)`, 'i'),
  ];
  for (const pattern of patterns) {
    const name = pattern.exec(step)?.[1];
    if (name !== undefined) return clean(name);
  }
  return undefined;
}

function clean(name: string): string | undefined {
  const text = name
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();
  return text === '' || text.length > 120 ? undefined : text;
}
