const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const operators = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** The JSONata expression that gets the value at a path of a row: `status.value`, `` `E-mail` ``. */
export function access(path: readonly string[]): string {
  return path.map(step).join('.');
}

function step(name: string): string {
  if (plainName.test(name) && !operators.has(name)) return name;
  // A name in backticks can't hold a backtick.
  return name.includes('`') ? `$lookup($, ${JSON.stringify(name)})` : `\`${name}\``;
}
