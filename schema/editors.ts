import { normaliseId } from './names.ts';

/** Whether whoever has this e-mail address may change the graph. */
export type MayEdit = (email: string) => boolean;

/** The rule of kiki.yaml (`editors`): one for every way in that knows who somebody is by his e-mail address. */
export function createMayEdit(editors: readonly string[]): MayEdit {
  const known = new Set(editors.map(normaliseId));
  return (email) => known.has(normaliseId(email));
}
