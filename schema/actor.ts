import type { Viewer } from './viewer.ts';

/** Who is writing. Every write takes one, and every revision names it. */
export type Actor = PersonActor | RunActor | { type: 'kiki' };

export interface PersonActor {
  type: 'person';
  id: string;
  name: string;
  /** Several changes that a person makes as one: all of them bear the id of a run, by which they are taken back together. */
  run?: string;
}

/** One reading of a source. */
export interface RunActor {
  type: 'run';
  /** Of the run. */
  id: string;
  source: string;
}

/** Whoever looks or presses, as the one who writes: every write names who does it. */
export function actorOf({ id, name }: Pick<Viewer, 'id' | 'name'>): PersonActor {
  return { type: 'person', id, name };
}

/** The system itself: settling what a crash left, computing embeddings. */
export const kiki: Actor = { type: 'kiki' };

/** The actor in one short text, as history shows it. */
export function describeActor(actor: Actor): string {
  switch (actor.type) {
    case 'person':
      return actor.name;
    case 'run':
      return `import of ${actor.source}`;
    case 'kiki':
      return 'Kiki';
  }
}
