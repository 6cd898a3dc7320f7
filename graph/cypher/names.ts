import { invalid } from '../../schema/errors.ts';

/**
 * Labels, types and property names can't be parameters of a statement, so the few that vary go into its text through here. They
 * come from the ontology or an export, and are checked all the same.
 *
 * @throws Invalid when it is no plain name.
 */
export function label(name: string): string {
  if (/^[A-Z][A-Za-z0-9_]{0,59}$/.test(name)) return name;
  throw invalid(`"${name}" can't be a label or type of the graph`);
}

/** As label, for the name of a property. @throws Invalid */
export function property(name: string): string {
  if (/^[a-z][A-Za-z0-9]{0,39}$/.test(name)) return name;
  throw invalid(`"${name}" can't be a property of the graph`);
}
