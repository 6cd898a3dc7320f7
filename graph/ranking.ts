import { invalid } from '../schema/errors.ts';
import { peopleSource } from '../schema/record.ts';
import type { Ontology } from '../schema/ontology.ts';
import { type IdentitySettings, readStatedIdentity } from '../schema/stated-identity.ts';
import type { Ranking } from './apply/apply.ts';
import { lastRank } from './apply/identity-rows.ts';
import { trustKey } from './apply/trust.ts';

/** Whom to trust for what: per `Kind.field` or `Kind.RELATION`, sources that go before others, best first. */
export type TrustSettings = Readonly<Record<string, readonly string[]>>;

/** @throws Invalid for a rule about what the ontology does not have */
export function checkTrust(trust: TrustSettings, ontology: Ontology): void {
  for (const key of Object.keys(trust)) {
    const [kindName = '', name = ''] = key.split('.');
    const kind = ontology.findKind(kindName);
    const knows =
      kind !== undefined && (ontology.findField(kindName, name) ?? ontology.findRelation(name)) !== undefined;
    if (knows) continue;
    throw invalid(
      kind === undefined ? `There is no kind "${kindName}"` : `A ${kindName} has no field or relation "${name}"`,
      {
        where: `trust: ${key}`,
        fix: 'Write Kind.field or Kind.RELATION, such as Person.title or Person.REPORTS_TO',
      },
    );
  }
}

/**
 * Sources in the order of trust, best first; what people say in Kiki itself goes before all of them. With what kiki.yaml says is one
 * thing.
 *
 * @throws Invalid when `trust` names an unknown source
 */
export function createRanking(
  sources: readonly { name: string; authoritative?: readonly string[] | undefined }[],
  { trust = {}, sameAs = [], different = [] }: IdentitySettings & { trust?: TrustSettings | undefined } = {},
): Ranking {
  const ranks = new Map([peopleSource, ...sources.map(({ name }) => name)].map((name, rank) => [name, rank]));
  const authoritative = new Map(sources.map(({ name, authoritative: relations = [] }) => [name, new Set(relations)]));
  for (const [key, names] of Object.entries(trust)) {
    const unknown = names.find((name) => !ranks.has(name));
    if (unknown !== undefined)
      throw invalid(`trust: ${key} names the source "${unknown}", which is not in the list of sources`, {
        where: 'trust',
        fix: `The sources are ${sources.map(({ name }) => name).join(', ')}`,
      });
  }
  return {
    rankOf: (source) => ranks.get(source) ?? lastRank,
    isAuthoritative: (source, relation) => authoritative.get(source)?.has(relation) ?? false,
    trusted: (kind, name) => trust[trustKey(kind, name)] ?? [],
    stated: readStatedIdentity(
      { sameAs, different },
      sources.map(({ name }) => name),
    ),
    fingerprint: JSON.stringify([
      ...sources.map(({ name, authoritative: relations = [] }) => [name, ...relations]),
      ...(sameAs.length + different.length === 0 ? [] : [{ sameAs, different }]),
      ...(Object.keys(trust).length === 0 ? [] : [{ trust }]),
    ]),
  };
}
