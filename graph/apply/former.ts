import type { Former } from '../compute/identity.ts';
import { formerSubjects } from '../cypher/subjects.ts';
import type { Run } from '../engine.ts';
import { optionalText, text, texts } from '../reads/row.ts';

/** Entities that no live record describes. */
export async function loadFormer(run: Run): Promise<Former[]> {
  const rows = await run({ text: formerSubjects });
  return rows.map((row) => ({
    ref: text(row, 'ref'),
    kind: optionalText(row, 'kind') ?? '',
    identities: texts(row, 'keys'),
  }));
}
