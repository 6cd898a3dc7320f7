import { afterEach, beforeEach } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createEditor, type EntityEdit } from '../../graph/edits.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Actor } from '../../schema/actor.ts';
import type { EntityView } from '../../schema/entity.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from './engines.ts';
import { record, type RecordSketch } from './records.ts';
import { testWiki } from './wiki.ts';

/** The wiki over an empty embedded graph, a new one for each test, for tests of what admins do there. */
export interface AdminWiki {
  readonly store: GraphStore;
  /** Reads these records as a run of a source does. */
  read(sketches: readonly RecordSketch[], run?: { id: string; source?: string; removals?: string[] }): Promise<void>;
  entity(ref: string, viewer?: Viewer): Promise<EntityView | undefined>;
  get(url: string, options?: { viewer?: Viewer; headers?: Record<string, string> }): Promise<LightMyRequestResponse>;
  /** As a browser sends a form. */
  submit(url: string, fields: FormFields, viewer?: Viewer): Promise<LightMyRequestResponse>;
  /** As a program does. */
  call(
    method: 'POST' | 'GET',
    url: string,
    body?: object,
    options?: { viewer?: Viewer; headers?: Record<string, string> },
  ): Promise<LightMyRequestResponse>;
  /** Edits an entity by hand, at the revision it must have. */
  change(ref: string, edit: EntityEdit, revision: number): Promise<void>;
  /** The clock of the graph and the pages. */
  setTime(iso: string): void;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export function adminWiki(): AdminWiki {
  const current: { store?: GraphStore; app?: FastifyInstance; time: Date; viewer: Viewer } = {
    time: new Date(),
    viewer: localAdmin,
  };
  const now = () => new Date(current.time);
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The wiki is for use inside tests');
    return thing;
  };
  const inject = (viewer: Viewer = localAdmin) => {
    current.viewer = viewer;
    return there(current.app);
  };
  beforeEach(async () => {
    current.time = new Date('2026-11-20T09:30:00Z');
    current.store = await storeOn(await emptyEmbedded(), { now });
    current.app = testWiki(current.store, {
      now,
      viewerOf: () => current.viewer,
      editor: createEditor({ store: current.store, now }),
      sourceLabels: (name) => ({ hr: 'HR export', wiki: 'Team wiki' })[name] ?? name,
    });
  });
  afterEach(async () => {
    await there(current.app).close();
    await there(current.store).close();
  });
  const wiki: AdminWiki = {
    get store() {
      return there(current.store);
    },
    async read(sketches, { id = 'run-1', source = 'hr', removals = [] } = { id: 'run-1' }) {
      const importer: Actor = { type: 'run', id, source };
      await wiki.store.apply(importer, { upserts: sketches.map(record), removals });
    },
    entity: (ref, viewer = anyEmployee) => wiki.store.entity(viewer, ref),
    get: (url, { viewer, headers = {} } = {}) =>
      inject(viewer).inject({ url, headers: { host: 'localhost', accept: 'text/html', ...headers } }),
    submit: (url, fields, viewer) =>
      inject(viewer).inject({
        method: 'POST',
        url,
        headers: { host: 'localhost', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: formBody(fields),
      }),
    call: (method, url, body, { viewer, headers = {} } = {}) =>
      inject(viewer).inject({
        method,
        url,
        headers: { host: 'localhost', ...headers },
        ...(body !== undefined && { payload: body }),
      }),
    async change(ref, edit, revision) {
      const editor = createEditor({ store: wiki.store, now });
      await editor.change({ type: 'person', id: 'local-admin', name: 'Local admin' }, localAdmin, ref, edit, revision);
    },
    setTime(iso) {
      current.time = new Date(iso);
    },
  };
  return wiki;
}

function formBody(fields: FormFields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(pairs).toString();
}

/** The hidden fields of the first form of a page whose text holds all of these. */
export function hiddenFields(body: string, ...texts: readonly string[]): Record<string, string> {
  const forms = body.match(/<form[^>]*method="post".*?<\/form>/gs) ?? [];
  const form = forms.find((each) => texts.every((text) => each.includes(text)));
  if (form === undefined) throw new Error(`No form with ${texts.join(', ')} among ${forms.length}`);
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescape(value)]));
}

/** The value of the button or box of a form that is labelled so. */
export function valueLabelled(body: string, label: string): string {
  const found = new RegExp(`value="([^"]*)"[^>]*aria-label="${label}`).exec(body);
  if (found?.[1] === undefined) throw new Error(`Nothing is labelled ${label}`);
  return unescape(found[1]);
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
