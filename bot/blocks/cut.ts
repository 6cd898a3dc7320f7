/** At most so many characters, with an ellipsis where something is left out; never half of a character. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${withoutHalf(text.slice(0, most - 1)).trimEnd()}…`;
}

/**
 * As `cut`, for mrkdwn that is escaped: never half of a link or of an escaped character, which would show as something else.
 */
export function cutMrkdwn(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = withoutHalf(text.slice(0, most - 1));
  const open = kept.lastIndexOf('<');
  const whole = open > kept.lastIndexOf('>') ? kept.slice(0, open) : kept;
  return `${whole.replace(/&[a-z]{0,4}$/, '').trimEnd()}…`;
}

function withoutHalf(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
