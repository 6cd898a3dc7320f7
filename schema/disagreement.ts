/**
 * Fields of which several values are no contradiction: other names are listed as such, and two systems describe or link a thing
 * each in its own way.
 */
export const differsHarmlessly: ReadonlySet<string> = new Set(['name', 'aliases', 'description', 'url']);
