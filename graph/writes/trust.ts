import { describeActor } from '../../schema/actor.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { peopleSource } from '../../schema/record.ts';
import { trustKey } from '../apply/trust.ts';
import { count } from '../apply/write-difference.ts';
import { sources as allSources } from '../cypher/records.ts';
import { deleteTrust, markDisputed, putTrust } from '../cypher/trust.ts';
import type { Engine } from '../engine.ts';
import { map, optional, text } from '../reads/row.ts';
import type { RecordWrites, TrustWrites } from '../store.ts';

/** Keeps whom to trust for what, and has what is in dispute decided anew. */
export function createTrustWrites({
  engine,
  ontology,
  apply,
  now,
}: {
  engine: Engine;
  ontology: Ontology;
  apply: RecordWrites['apply'];
  now: () => Date;
}): TrustWrites {
  return {
    async setTrust(actor, { kind: kindName, name, sources, reason }) {
      const kind = ontology.kind(kindName).name;
      if (ontology.findField(kind, name) === undefined && ontology.findRelation(name) === undefined)
        throw invalid(`A ${kind} has no field or relation "${name}"`, { where: 'name' });
      const known = (await engine.read({ text: allSources })).map((row) => text(map(row, 'properties'), 'name'));
      const unknown = sources.find((source) => source === peopleSource || !known.includes(source));
      if (unknown !== undefined)
        throw invalid(`There is no source "${unknown}" to rank`, {
          where: 'sources',
          fix: `There are ${known.join(', ')}`,
        });
      const id = trustKey(kind, name);
      const properties = {
        id,
        kind,
        name,
        sources: [...sources],
        at: now().toISOString(),
        by: describeActor(actor),
        ...optional('reason', reason),
      };
      await engine.write(async (run) => {
        await count(run);
        await run(
          sources.length === 0
            ? { text: deleteTrust, parameters: { id } }
            : { text: putTrust, parameters: { id, properties } },
        );
        await run({ text: markDisputed, parameters: { kind, token: name } });
      });
      const said =
        sources.length === 0
          ? `No source goes first for ${id} any more`
          : `For ${id}, ${sources.join(', then ')} goes first`;
      await apply(actor, { upserts: [], removals: [], reason: reason ?? said });
    },
  };
}
