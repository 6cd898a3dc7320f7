import { type Audience, everyone } from '../../schema/audience.ts';
import { normaliseName } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { ReviewState } from '../../schema/freshness.ts';
import { claimedNames, type Mention, peopleSource, type RelationClaim } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { type LiveRecord, preferred } from './claims.ts';
import { yieldClosedKeys } from './closed-keys.ts';
import { deniedAliases } from './denied-aliases.ts';
import { computeRelation, type RelationState, type RelationStatement } from './edges.ts';
import { computeFields, computeNames, type FieldState } from './fields.ts';
import type { Resolution, Resolve } from './mentions.ts';
import { computeCard, computePassages, type PassageState } from './passages.ts';
import type { ProseDictionary } from './prose-mentions.ts';
import { computeRedirects } from './redirects.ts';
import { computeReview, withLastVerified } from './reviews.ts';

/** All that is computed for one entity: what it is, the relations of which it is the subject, its prose. */
export interface EntityState {
  ref: Ref;
  kind: string;
  /** Who may read it: everyone, if any source lets everyone. */
  audience: Audience;
  name: string;
  aliases: string[];
  /** Names and addresses of which people say that they lead here. */
  redirects: string[];
  /** Everything that identifies it, as `namespace:value`. */
  keys: string[];
  fields: Map<string, FieldState>;
  /** By key of the relation. */
  relations: Map<string, RelationState>;
  passages: PassageState[];
  /** Who has verified it, and what he saw. */
  review: ReviewState;
  unresolved: Unresolved[];
}

/** A thing that a record points at and no source describes, or that could be several. */
export interface Unresolved {
  record: string;
  relation: string;
  mention: Mention;
  /** The things it could be; empty when there is none. */
  candidates: Ref[];
}

export interface EntityInput {
  ref: Ref;
  kind: string;
  /** Live records that describe it. */
  records: readonly LiveRecord[];
  /** Records of other things that say something of which this entity is the subject. */
  foreign: readonly { record: LiveRecord; ref: Ref }[];
  keys: readonly string[];
  formerNames: readonly string[];
}

export interface Rules {
  ontology: Ontology;
  resolve: Resolve;
  dictionary: ProseDictionary;
  isAuthoritative(source: string, relation: string): boolean;
  /** Sources that go before others for a field or relation of a kind, best first. */
  trusted(kind: string, name: string): readonly string[];
}

const responsibleKinds = ['Team', 'Person'];

/** The state of an entity, from records alone. Undefined when it is not there. */
export function computeEntity(given: EntityInput, rules: Rules): EntityState | undefined {
  if (!exists(given.records)) return undefined;
  const audience = audienceOf(given.records);
  const { ontology, resolve } = rules;
  const specs = ontology.fields(given.kind);
  const readable = readableBy(audience, given);
  const input = { ...readable, records: yieldClosedKeys(readable.records, specs) };
  const { ref, kind, records, keys } = input;
  const said = computeFields(records, specs, (field) => rules.trusted(kind, field));
  const { name, aliases } = computeNames(said, fallbackName(input), input.formerNames, deniedIn(records));
  const unresolved: Unresolved[] = [];
  const passages = computePassages(ref, name, records, (mention, source) =>
    foundOf(resolve(mention, source, responsibleKinds)),
  );
  const relations = new Map<string, RelationState>();
  for (const spec of ontology.relations) {
    const statements = [
      ...ownStatements(spec.key, spec.subject, input, rules, unresolved),
      ...foreignStatements(spec.key, spec.subject, input, rules),
      ...(spec.key === 'MENTIONS' ? proseStatements(input, passages, rules) : []),
    ];
    const isAuthoritative = (source: string) => rules.isAuthoritative(source, spec.key);
    const state = computeRelation(statements, spec, isAuthoritative, rules.trusted(kind, spec.key));
    if (state.edges.length > 0 || state.losers.length > 0) relations.set(spec.key, state);
  }
  const review = computeReview({ name, fields: said, relations, passages }, records);
  const fields = specs.some((spec) => spec.name === 'lastVerified') ? withLastVerified(said, records) : said;
  const card = computeCard(ref, { name, aliases, kind: ontology.kind(kind).singular, fields }, specs);
  return {
    ref,
    kind,
    audience,
    name,
    aliases,
    redirects: computeRedirects(records),
    keys: [...keys],
    fields,
    relations,
    passages: [card, ...passages],
    review,
    unresolved,
  };
}

/** Everyone, if any record is for everyone; else that of the best record. */
function audienceOf(records: readonly LiveRecord[]): Audience {
  if (records.some((record) => record.audience === everyone)) return everyone;
  return [...records].sort(preferred)[0]?.audience ?? everyone;
}

/** Only what this audience may read goes into the state that it sees. */
function readableBy(audience: Audience, input: EntityInput): EntityInput {
  const isReadable = (record: LiveRecord) => record.audience === everyone || record.audience === audience;
  return {
    ...input,
    records: input.records.filter(isReadable),
    foreign: input.foreign.filter(({ record }) => isReadable(record)),
  };
}

/** What a person says of it decides; else it is there while a source has it. */
function exists(records: readonly LiveRecord[]): boolean {
  const said = [...records]
    .sort(preferred)
    .flatMap((record) => record.claims)
    .find((claim) => claim.about === 'existence');
  return said?.exists ?? records.some((record) => record.source !== peopleSource);
}

/** Names that people took out of the other names, and that nobody of them put there. */
function deniedIn(records: readonly LiveRecord[]): string[] {
  const said = records.filter(({ source }) => source === peopleSource).map(({ claims }) => claims);
  const names = new Set(said.flatMap(claimedNames));
  return said.flatMap(deniedAliases).filter((name) => !names.has(normaliseName(name)));
}

/** A thing that no record gives a name is called by the value that identifies it. */
function fallbackName({ ref, records }: EntityInput): string {
  return records.map((record) => record.key).find((key) => key !== '') ?? ref;
}

function ownStatements(
  relation: string,
  subject: End,
  { ref, kind, records }: EntityInput,
  rules: Rules,
  unresolved: Unresolved[],
): RelationStatement[] {
  const spec = rules.ontology.relation(relation);
  return records.flatMap((record) =>
    record.claims.flatMap((claim) => {
      if (claim.about !== 'relation' || claim.relation !== relation) return [];
      const kinds = rules.ontology.otherKinds(spec, claim.end, kind);
      const resolution = rules.resolve(claim.other, record.source, kinds);
      const other = foundOf(resolution);
      if (other === undefined) {
        unresolved.push({
          record: record.id,
          relation,
          mention: claim.other,
          candidates: 'ambiguous' in resolution ? resolution.ambiguous : [],
        });
      }
      // Said from the other end, it is a statement of the other thing.
      if (other === undefined || claim.end !== subject || other === ref) return [];
      return [{ claim: withSurvivors(claim, kinds, rules.resolve), record, other }];
    }),
  );
}

/** What a person settled stays settled when the other end was merged into another since. */
function withSurvivors(claim: RelationClaim, kinds: readonly string[], resolve: Resolve): RelationClaim {
  if (claim.over === undefined) return claim;
  const over = claim.over.map(({ source, other }) => ({
    source,
    other: foundOf(resolve({ namespace: 'ref', value: other }, source, kinds)) ?? other,
  }));
  return { ...claim, over };
}

function foreignStatements(
  relation: string,
  subject: End,
  { ref, foreign }: EntityInput,
  rules: Rules,
): RelationStatement[] {
  return foreign.flatMap(({ record, ref: other }) =>
    record.claims.flatMap((claim) => {
      if (claim.about !== 'relation' || claim.relation !== relation || claim.end === subject || other === ref)
        return [];
      const kinds = rules.ontology.otherKinds(rules.ontology.relation(relation), claim.end, record.kind);
      return foundOf(rules.resolve(claim.other, record.source, kinds)) === ref ? [{ claim, record, other }] : [];
    }),
  );
}

function proseStatements(
  { ref, records }: EntityInput,
  passages: readonly PassageState[],
  { dictionary }: Rules,
): RelationStatement[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return passages.flatMap((passage) => {
    const record = passage.record === undefined || passage.step !== undefined ? undefined : byId.get(passage.record);
    if (record === undefined) return [];
    return dictionary
      .mentioned(passage.text)
      .filter((other) => other !== ref)
      .map((other) => ({ claim: {}, record, other }));
  });
}

function foundOf(resolution: Resolution): Ref | undefined {
  return 'found' in resolution ? resolution.found : undefined;
}
