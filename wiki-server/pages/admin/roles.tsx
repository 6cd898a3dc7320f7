import type { SettingsInEffect } from '../../../schema/services.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { type Row, Rows } from '../../parts/rows.tsx';
import { adminPath } from '../../paths.ts';
import { rolesTexts as texts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';

/** `/admin/roles`: who may read and change what, as it is decided today. Nothing is changed here. */
export function rolesRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, settings, sourceLabels } = context;
  app.get(adminPath('roles'), { schema: { hide: true } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const names = await store.names(viewer);
    const known = names.filter(({ kind, keys }) => kind === 'Person' && keys.some((key) => key.startsWith('email:')));
    return sendPage(
      reply,
      <Roles
        frame={frameOf(context, viewer)}
        viewer={viewer}
        settings={settings()}
        people={known.length}
        labelOf={sourceLabels}
      />,
    );
  });
}

interface RolesProps {
  frame: Frame;
  viewer: Viewer;
  settings: SettingsInEffect;
  /** How many people the graph knows by their e-mail address. */
  people: number;
  labelOf: (source: string) => string;
}

function Roles({ frame, viewer: { id, name, audiences, canEdit }, ...how }: RolesProps) {
  return (
    <AdminPage frame={frame} title={texts.title} lede={texts.intro} place="roles">
      <h2>{texts.you}</h2>
      <Rows
        label={texts.you}
        rows={[
          [texts.name, texts.youAre(name, id)],
          [texts.reads, texts.audiences(audiences)],
          [texts.changes, canEdit ? texts.canEdit : texts.cannotEdit],
        ]}
      />
      <h2>{texts.who}</h2>
      <Rows label={texts.who} rows={waysIn(how)} />
      <h2>{texts.restricted}</h2>
      <p>{texts.nothingRestricted}</p>
    </AdminPage>
  );
}

function waysIn({ settings, people, labelOf }: Pick<RolesProps, 'settings' | 'people' | 'labelOf'>): Row[] {
  const { allowsInsecure, slack, sources, editors } = settings;
  const pushed = sources.filter(({ kind }) => kind === 'push').map(({ name }) => labelOf(name));
  return [
    [texts.ways.wiki, allowsInsecure ? texts.wiki.open : texts.wiki.loopback],
    [texts.ways.slack, slack === 'off' ? texts.slackOff : texts.slack(people)],
    [texts.ways.editors, editors.length === 0 ? texts.noEditors : texts.editors(editors)],
    ...(slack === 'off' ? [] : [[texts.ways.channel, texts.channel] satisfies Row]),
    [texts.ways.owner, texts.owner],
    [texts.ways.push, pushed.length === 0 ? texts.noPush : texts.push(pushed)],
    [texts.ways.commands, texts.commands],
  ];
}
