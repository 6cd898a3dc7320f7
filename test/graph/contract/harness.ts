import { afterEach, beforeEach } from '@jest/globals';
import type { ApplyReport } from '../../../graph/apply/apply.ts';
import type { Engine } from '../../../graph/engine.ts';
import type { GraphStore } from '../../../graph/store.ts';
import type { Actor } from '../../../schema/actor.ts';
import type { EntityView } from '../../../schema/entity.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { type OpenEmpty, storeOn, type TestStoreOptions } from '../../support/engines.ts';
import { record, type RecordSketch } from '../../support/records.ts';

/** A store on an empty graph, a new one for each test. */
export interface Harness {
  readonly engine: Engine;
  readonly store: GraphStore;
  /** Reads these records as a run of a source does. */
  read(sketches: readonly RecordSketch[], removals?: readonly string[]): Promise<ApplyReport>;
  entity(ref: string, viewer?: Viewer): Promise<EntityView | undefined>;
  /** The same graph under other settings. */
  reopen(options: TestStoreOptions): Promise<void>;
  /** Another empty graph in place of this one. */
  startAnew(): Promise<void>;
}

export const importer: Actor = { type: 'run', id: 'run-1', source: 'hr' };
export const editorActor: Actor = { type: 'person', id: 'local-admin', name: 'Local admin' };
export const hrViewer: Viewer = { id: 'hr', name: 'HR', audiences: ['everyone', 'hr'], canEdit: false };
export const nobody: Viewer = { ...anyEmployee, id: 'nobody', name: 'Nobody', audiences: [] };

export function useStore(openEmpty: OpenEmpty): Harness {
  const current: { engine?: Engine; store?: GraphStore } = {};
  const open = async () => {
    current.engine = await openEmpty();
    current.store = await storeOn(current.engine);
  };
  const harness: Harness = {
    get engine() {
      if (current.engine === undefined) throw new Error('The harness is for use inside tests');
      return current.engine;
    },
    get store() {
      if (current.store === undefined) throw new Error('The harness is for use inside tests');
      return current.store;
    },
    read: (sketches, removals = []) => harness.store.apply(importer, { upserts: sketches.map(record), removals }),
    entity: (ref, viewer = anyEmployee) => harness.store.entity(viewer, ref),
    async reopen(options) {
      current.store = await storeOn(harness.engine, options);
    },
    async startAnew() {
      await harness.store.close();
      await open();
    },
  };
  beforeEach(open);
  afterEach(() => harness.store.close());
  return harness;
}
