import { randomUUID } from 'node:crypto';
import { describeActor } from '../../schema/actor.ts';
import { invalid } from '../../schema/errors.ts';
import { suggestionDraft, type SuggestionStatus } from '../../schema/suggestion.ts';
import { putSuggestion, suggestionById } from '../cypher/suggestions.ts';
import type { Engine } from '../engine.ts';
import { map, optional, text } from '../reads/row.ts';
import type { SuggestionWrites } from '../store.ts';

export function createSuggestionWrites({ engine, now }: { engine: Engine; now: () => Date }): SuggestionWrites {
  return {
    async saveSuggestion(actor, draft) {
      if (actor.type !== 'person') throw invalid('Only a person suggests a change');
      const { of, create, change, note, answer } = suggestionDraft.parse(draft);
      const id = randomUUID();
      const properties = {
        id,
        ...optional('of', of),
        ...(create && { kind: create.kind, name: create.name }),
        change: JSON.stringify(change),
        note,
        ...optional('answer', answer),
        by: actor.id,
        byName: actor.name,
        at: now().toISOString(),
        status: 'open',
      };
      await engine.write((run) => run({ text: putSuggestion, parameters: { id, properties } }));
      return id;
    },
    decideSuggestion(actor, id, { status, reason, made }) {
      const decidedAt = now().toISOString();
      return engine.write(async (run) => {
        const [row] = await run({ text: suggestionById, parameters: { id } });
        if (row === undefined) return undefined;
        const properties = map(row, 'properties');
        const before = text(properties, 'status') as SuggestionStatus;
        if (before !== 'open') return before;
        const decided = { status, decidedBy: describeActor(actor), decidedAt };
        const more = { ...optional('reason', reason), ...optional('made', made) };
        await run({ text: putSuggestion, parameters: { id, properties: { ...properties, ...decided, ...more } } });
        return status;
      });
    },
  };
}
