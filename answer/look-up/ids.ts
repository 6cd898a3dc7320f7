import { refNamespace } from '../../graph/compute/identity.ts';
import type { SourceNote } from '../../schema/entity.ts';
import { normaliseId } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import { distinct } from './edge-sources.ts';
import { find } from './find.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import type { HolderQuery, IdQuery } from './query.ts';
import { bold, series } from './wording.ts';

/** An id of a thing, as its sources spell it. */
export interface Id {
  namespace: string;
  value: string;
  sources: SourceNote[];
}

/**
 * Whether an id is one that people know a thing by: a handle, a number. The key of a row, a ref, the path of a page are not, and an
 * e-mail address is a field.
 */
export function isSaidId(namespace: string, value: string): boolean {
  return !namespace.startsWith('@') && namespace !== refNamespace && namespace !== 'email' && !filePath.test(value);
}

const filePath = /\.(?:mdx?|markdown|html?|rst|adoc|txt|ya?ml|json|toml|csv)$/i;

/** `employeeNumber` as it is said: `employee number`. */
export function namespaceWords(namespace: string): string {
  return namespace
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}

/** What an id is called: `github id`, `employee number`. */
export function idLabel(namespace: string): string {
  const said = namespaceWords(namespace);
  return /\b(?:number|no|id|code|handle|nick|nickname|username|login|account)$/.test(said) ? said : `${said} id`;
}

/** The ids of things that records say which the viewer may read, by ref. One that several spell differently is spelt with its capitals. */
export async function idsOf(
  refs: readonly Ref[],
  { store, viewer }: Pick<LookUpContext, 'store' | 'viewer'>,
): Promise<Map<Ref, Id[]>> {
  const said = await store.testimoniesOf(viewer, refs);
  return new Map(
    [...said].map(([ref, testimonies]) => {
      const byIdentity = new Map<string, Id>();
      for (const { ids, note } of testimonies)
        for (const [namespace, values] of Object.entries(ids))
          for (const written of values.map((value) => value.normalize('NFC').trim().replace(/^@/, ''))) {
            if (!isSaidId(namespace, written)) continue;
            const identity = `${namespace}:${normaliseId(written)}`;
            const { value = written, sources = [] } = byIdentity.get(identity) ?? {};
            byIdentity.set(identity, {
              namespace,
              value: value === value.toLowerCase() ? written : value,
              sources: distinct([...sources, note]),
            });
          }
      return [ref, [...byIdentity.values()]];
    }),
  );
}

/** "Ada's github handle"; with `is`, whether it is one. */
export async function ids(
  { of, namespace, is, ofMembers }: IdQuery,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const asked = ofMembers === true ? await membersOf(of, context) : of;
  const known = await idsIn(asked, namespace, context);
  const [first] = known;
  if (first === undefined) return undefined;
  const all = known.flatMap((each) => each.ids.map(({ value }) => value));
  const statements = ofMembers === true ? [listed(known, namespace)] : known.map((each) => statement(each, namespace));
  const found = known.map(({ ref }) => ref);
  if (is === undefined)
    return { statements, value: all.length === 1 && ofMembers !== true ? (all[0] ?? null) : all, found };
  const isSo = all.some((value) => is.includes(normaliseId(value)));
  const said = statements.map((each) => ({ ...each, text: `${isSo ? 'Yes' : 'No'}. ${each.text}` }));
  return { statements: said, value: isSo, found };
}

/** "who is ada42 on github": those of some things that have the id. */
export async function idHolders(
  { of, namespace, value }: HolderQuery,
  context: LookUpContext,
): Promise<Finding | undefined> {
  const known = (await idsIn(of, namespace, context)).flatMap((each) => {
    const held = each.ids.filter((id) => normaliseId(id.value) === value);
    return held.length === 0 ? [] : [{ ...each, ids: held }];
  });
  if (known.length === 0) return undefined;
  return {
    statements: known.map((each) => holderStatement(each, namespace)),
    value: known.map(({ name }) => name),
    found: known.map(({ ref }) => ref),
  };
}

async function membersOf(of: readonly Ref[], context: LookUpContext): Promise<Ref[]> {
  const { counted } = await find({ look: 'related', of: [...of], relation: 'MEMBER_OF', end: 'to' }, context);
  return counted.map(({ ref }) => ref);
}

/** A thing with its ids in one namespace. */
interface Holder {
  ref: Ref;
  name: string;
  ids: Id[];
}

async function idsIn(refs: readonly Ref[], namespace: string, context: LookUpContext): Promise<Holder[]> {
  const [cards, all] = await Promise.all([context.store.cards(context.viewer, refs), idsOf(refs, context)]);
  return cards.flatMap(({ ref, name }) => {
    const held = (all.get(ref) ?? []).filter((id) => id.namespace === namespace);
    return held.length === 0 ? [] : [{ ref, name, ids: held }];
  });
}

function listed(known: readonly Holder[], namespace: string): Statement {
  const each = known.map(({ name, ids: held }) => `${name} (${series(held.map(({ value }) => bold(value)))})`);
  return {
    text: `${idLabel(namespace)}s: ${series(each)}.`,
    sources: distinct(known.flatMap(({ ids: held }) => held.flatMap(({ sources }) => sources))),
  };
}

function holderStatement({ ref, name, ids: held }: Holder, namespace: string): Statement {
  return {
    text: `${bold(name)} has the ${idLabel(namespace)} ${series(held.map(({ value }) => value))}.`,
    about: { ref, title: name },
    sources: distinct(held.flatMap(({ sources }) => sources)),
  };
}

function statement({ ref, name, ids: held }: Holder, namespace: string): Statement {
  const values = series(held.map(({ value }) => bold(value)));
  return {
    text: `${held.length === 1 ? `The ${idLabel(namespace)}` : `${idLabel(namespace)}s`} of ${name}: ${values}.`,
    about: { ref, title: name },
    sources: distinct(held.flatMap(({ sources }) => sources)),
  };
}
