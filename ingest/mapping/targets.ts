import { invalid } from '../../schema/errors.ts';
import { isBlank, parseField } from '../../schema/field-values.ts';
import type { Ontology, RelationView } from '../../schema/ontology.ts';
import { readAsText } from './field-text.ts';
import type { Mention, RelationClaim } from '../../schema/record.ts';
import { scalarText } from '../../schema/value.ts';

/** What a relation's expression may say of the other end beside what identifies it. */
const described = new Set(['role', 'from', 'until', 'ended', 'dotted', 'not', 'kind']);

export interface TargetOptions {
  /** What a plain text is: `name`, `key`, `ref` or a namespace of ids. */
  by?: string | undefined;
  /** Only things of this kind. */
  kind?: string | undefined;
}

/**
 * The statements that an expression's value makes: a text, a list of texts, or objects such as `{"email": "…", "role": "…"}`.
 *
 * @throws Invalid when a part of the value can't be read so
 */
export function relationClaims(
  value: unknown,
  { relation, end }: RelationView,
  options: TargetOptions,
  ontology: Ontology,
): RelationClaim[] {
  return [value].flat(2).flatMap((item) => {
    if (isBlank(item)) return [];
    const claim =
      typeof item === 'object' && item !== null
        ? fromObject(item as Record<string, unknown>, options, ontology)
        : fromText(item, options);
    return claim === undefined ? [] : [{ about: 'relation' as const, relation: relation.key, end, ...claim }];
  });
}

type Said = Omit<RelationClaim, 'about' | 'relation' | 'end'>;

function fromText(item: unknown, { by = 'any', kind }: TargetOptions): Said {
  if (typeof item !== 'string' && typeof item !== 'number')
    throw invalid(`the other end is ${JSON.stringify(item)}, and a text or an object is expected`);
  return { other: mentionOf(by, readAsText(String(item)), kind) };
}

function fromObject(item: Record<string, unknown>, options: TargetOptions, ontology: Ontology): Said | undefined {
  const identifying = Object.entries(item).filter(([name, value]) => !described.has(name) && !isBlank(value));
  const [namespace, id] = preferred(identifying) ?? [];
  if (namespace === undefined) return undefined; // an object that names nobody says nothing
  if (typeof id !== 'string' && typeof id !== 'number')
    throw invalid(`"${namespace}" of the other end is ${JSON.stringify(id)}, and a text is expected`);
  const kind = item.kind === undefined ? options.kind : ontology.kind(scalarText(item.kind) ?? '').name;
  const { role, from, until, ended, dotted, not } = item;
  return {
    other: mentionOf(namespace === 'id' ? 'any' : namespace, String(id), kind),
    ...(isBlank(role) ? {} : { role: [role].flat().map(String).join(', ').trim().slice(0, 200) }),
    ...(isBlank(from) ? {} : { from: day(from, 'from') }),
    ...(isBlank(until) ? {} : { until: day(until, 'until') }),
    ...(ended === true && { ended }),
    ...(dotted === true && { dotted }),
    ...(not === true && { not }),
  };
}

/** Of several identifying properties the surest: a key or ref, then ids as written, the name last. */
function preferred(identifying: readonly (readonly [string, unknown])[]): readonly [string, unknown] | undefined {
  const rank = (name: string) => (name === 'ref' ? 0 : name === 'key' ? 1 : name === 'name' ? 3 : 2);
  return [...identifying].sort(([a], [b]) => rank(a) - rank(b))[0];
}

function mentionOf(namespace: string, value: string, kind: string | undefined): Mention {
  const text = value.trim().slice(0, 500);
  return { namespace, value: text, ...(kind !== undefined && { kinds: [kind] }) };
}

function day(value: unknown, name: string): string {
  const parsed = parseField({ name, label: name, type: 'date', description: '' }, value);
  if (!parsed.ok) throw invalid(`"${name}" ${parsed.problem}`);
  return String(parsed.value);
}
