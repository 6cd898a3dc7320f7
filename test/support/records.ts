import { everyone } from '../../schema/audience.ts';
import type { Claim, Mention, PassageDraft, RecordDraft } from '../../schema/record.ts';
import type { End } from '../../schema/relations.ts';
import type { Value } from '../../schema/value.ts';

/** Short ways to write records in tests. */

export function field(name: string, value: Value): Claim {
  return { about: 'field', field: name, value };
}

export function related(
  relation: string,
  other: string | Mention,
  extra: { end?: End; role?: string; dotted?: true; from?: string; until?: string; ended?: true; not?: true } = {},
): Claim {
  const { end = 'from', ...rest } = extra;
  return {
    about: 'relation',
    relation,
    end,
    other: typeof other === 'string' ? { namespace: 'any', value: other } : other,
    ...rest,
  };
}

export interface RecordSketch {
  source?: string;
  kind: string;
  key: string;
  name?: string;
  ids?: Record<string, string[]>;
  claims?: Claim[];
  passages?: PassageDraft[];
  path?: string;
  statedAt?: string;
  audience?: string;
  brokenLinks?: string[];
}

export function record({
  source = 'hr',
  kind,
  key,
  name,
  ids = {},
  claims = [],
  passages = [],
  path,
  statedAt,
  audience = everyone,
  brokenLinks,
}: RecordSketch): { draft: RecordDraft } {
  return {
    draft: {
      source,
      kind,
      key,
      ids,
      claims: [...(name === undefined ? [] : [field('name', name)]), ...claims],
      passages,
      path: path ?? `${source}.csv`,
      ...(path === undefined && { at: key }),
      ...(statedAt !== undefined && { statedAt }),
      ...(brokenLinks !== undefined && { brokenLinks }),
      audience,
    },
  };
}
