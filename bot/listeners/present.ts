type Present<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> };

/** The values that are there: Slack leaves out, gives null, or gives an empty text. */
export function present<Values extends Record<string, string | null | undefined>>(values: Values): Present<Values> {
  const there = Object.entries(values).filter(([, value]) => value != null && value !== '');
  return Object.fromEntries(there) as Present<Values>;
}
