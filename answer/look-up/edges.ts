import type { Edge } from '../../graph/store.ts';
import { eitherRole } from '../understand/lexicon.ts';
import { stemsOf } from '../understand/tokens.ts';

/** Roles are compared by their words: "chairs" is a "chair", and "tech lead" is no "lead". "Chair or tech lead" is either. */
export function hasRole(edge: Pick<Edge, 'roles'>, role: string | undefined): boolean {
  if (role === undefined) return true;
  const words = (text: string) => stemsOf(text).join(' ');
  const wanted = new Set([role, ...role.split(eitherRole)].map(words));
  return edge.roles.some((each) => wanted.has(words(each)));
}

/** Whether it held once and does not on a day. */
export function isOver({ ended, until }: Pick<Edge, 'ended' | 'until'>, on: string): boolean {
  return ended || (until !== undefined && until.slice(0, 10) < on);
}
