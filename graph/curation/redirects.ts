import type { Actor } from '../../schema/actor.ts';
import { conflict, invalid, notFound } from '../../schema/errors.ts';
import type { Claim } from '../../schema/record.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { redirectKey, redirectsIn } from '../compute/redirects.ts';
import { createPeopleRecords } from '../people-record.ts';
import type { GraphStore } from '../store.ts';
import { mustEdit } from '../must-edit.ts';

export interface RedirectOrder {
  /** A name, a ref, or the address of a page as it was copied. */
  from: string;
  /** A ref; one that leads elsewhere stands for where it leads. */
  to: Ref;
  /** Why, for the history. */
  reason?: string | undefined;
}

/**
 * Says where names and addresses lead that nothing bears. It is kept as what people say of the page they lead to, so it goes with that page
 * when it is merged, and stands in its history. All methods throw NotAllowed for a viewer who may not edit.
 */
export interface Redirects {
  /**
   * @returns the name as it is kept, and where it leads
   * @throws Invalid for what is no name; NotFound; Conflict where the name is of a page, or leads elsewhere
   */
  add(actor: Actor, viewer: Viewer, order: RedirectOrder): Promise<{ from: string; to: Ref }>;
  /** @throws NotFound */
  remove(actor: Actor, viewer: Viewer, order: RedirectOrder): Promise<void>;
}

/** Characters of a name, and names that lead to one page. */
const longestName = 200;
const mostRedirects = 100;

export function createRedirects({ store, now }: { store: GraphStore; now?: () => Date }): Redirects {
  const save = createPeopleRecords({ store, ...(now && { now }) });
  /** People know a page by its name. */
  const nameOf = async (viewer: Viewer, ref: Ref) => (await store.cards(viewer, [ref]))[0]?.name ?? ref;
  const kindOf = (ref: Ref) => store.ontology.kind(parseRef(ref).kind).name;

  return {
    async add(actor, viewer, { from: typed, to: wanted, reason }) {
      mustEdit(viewer, 'say where names lead');
      const from = nameFrom(typed);
      const target = await store.locate(viewer, wanted);
      if (target.status !== 'found' && target.status !== 'moved')
        throw notFound(`There is no ${wanted.slice(0, 200)}`, {
          fix: 'Search for it: it may be called otherwise',
        });
      const to = target.ref;
      const now = await store.locate(viewer, from);
      if (now.status === 'found')
        throw conflict(`“${from}” is a page of its own`, {
          fix: 'Choose another name, or merge the two pages',
        });
      if (now.status === 'moved')
        throw conflict(
          now.ref === to
            ? `“${from}” leads to ${await nameOf(viewer, to)} already`
            : `“${from}” leads to ${await nameOf(viewer, now.ref)}, which is called so or stands for it`,
          { fix: now.ref === to ? 'There is nothing to do' : 'Take the name from that page first' },
        );
      const name = await nameOf(viewer, to);
      const edit = (claims: readonly Claim[]): Claim[] => {
        if (redirectsIn(claims).length >= mostRedirects)
          throw conflict(`${mostRedirects} names lead to ${name} already`, { fix: 'Remove one of them' });
        return [...claims.filter((claim) => !leadsFrom(claim, from)), { about: 'redirect', from }];
      };
      await save({ actor, viewer, ref: to, kind: kindOf(to), edit, reason });
      return { from, to };
    },
    async remove(actor, viewer, { from, to, reason }) {
      mustEdit(viewer, 'say where names lead');
      parseRef(to);
      const said = (await store.redirects(viewer)).filter(
        (each) => each.to === to && redirectKey(each.from) === redirectKey(from),
      );
      if (said.length === 0)
        throw notFound(`Nobody has said that “${from.slice(0, longestName)}” leads to ${await nameOf(viewer, to)}`, {
          fix: 'See the list of redirects',
        });
      const edit = (claims: readonly Claim[]) => claims.filter((claim) => !leadsFrom(claim, from));
      for (const { saidOf: ref } of said) await save({ actor, viewer, ref, kind: kindOf(ref), edit, reason });
    },
  };
}

/** @throws Invalid for what is no name */
function nameFrom(typed: string): string {
  const address = /^(?:https?:\/\/[^/]+)?\/wiki\/([^/?#]+)/i.exec(typed.trim())?.[1];
  const name = (address === undefined ? typed : decoded(address)).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (redirectKey(name) === '')
    throw invalid('The name has no letter or digit', {
      fix: 'Give the name or address that should lead to the page',
    });
  if (name.length > longestName)
    throw invalid(`The name is longer than ${longestName} characters`, { fix: 'Give a shorter one' });
  return name;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // a stray %
  }
}

function leadsFrom(claim: Claim, from: string): boolean {
  return claim.about === 'redirect' && redirectKey(claim.from) === redirectKey(from);
}
