import type { ComponentChildren } from 'preact';
import type { TrustRule } from '../../../graph/store.ts';
import type { ChosenChannel } from '../../../schema/channel-settings.ts';
import type { EmbeddingState, SettingsInEffect, SourceSettings } from '../../../schema/services.ts';
import type { WikiContext } from '../../context.ts';
import { formatDay, formatTime } from '../../format.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { type Row, Rows } from '../../parts/rows.tsx';
import { adminPath } from '../../paths.ts';
import { settingsTexts as texts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';

/** `/admin/settings`: what Kiki was started with. Nothing is changed here. */
export function settingsRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, settings, sourceLabels, sourceRuns } = context;
  app.get(adminPath('settings'), { schema: { hide: true } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const [rules, channels] = await Promise.all([store.trustRules(), store.chosenChannels(viewer)]);
    return sendPage(
      reply,
      <Settings
        frame={frameOf(context, viewer)}
        settings={settings()}
        rules={rules}
        channels={channels}
        labelOf={sourceLabels}
        nextAt={(source) => sourceRuns.nextAt(source)}
      />,
    );
  });
}

interface SettingsProps {
  frame: Frame;
  settings: SettingsInEffect;
  /** What admins decided in the wiki, which holds instead of what kiki.yaml says of the same. */
  rules: readonly TrustRule[];
  /** Channels of Slack that have chosen how Kiki answers there. */
  channels: readonly ChosenChannel[];
  labelOf: (source: string) => string;
  nextAt: (source: string) => string | undefined;
}

function Settings({ frame, settings, rules, channels, labelOf, nextAt }: SettingsProps) {
  return (
    <AdminPage frame={frame} title={texts.title} lede={texts.intro} place="settings">
      <Server settings={settings} />
      <Sources sources={settings.sources} labelOf={labelOf} nextAt={nextAt} />
      <Trust settings={settings} rules={rules} labelOf={labelOf} />
      <Schema settings={settings} />
      <Review settings={settings} />
      <Answers settings={settings} state={frame.site.embeddings} />
      {settings.slack !== 'off' && <Slack settings={settings} channels={channels} />}
      <Limits settings={settings} />
      <Secrets settings={settings} />
    </AdminPage>
  );
}

function Part({ name, rule, children }: { name: string; rule?: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{name}</h2>
      {rule !== undefined && <p class="rule">{rule}</p>}
      {children}
    </section>
  );
}

function Server({ settings }: { settings: SettingsInEffect }) {
  const { configFile, dataFolder, publicUrl, listensAt, allowsInsecure, graph, slack, withoutEffect } = settings;
  const graphWords = [
    texts.engines[graph.engine],
    graph.address === undefined ? undefined : texts.at(graph.address),
    graph.database,
  ];
  const rows: Row[] = [
    [texts.configFile, configFile],
    [texts.dataFolder, dataFolder],
    [texts.publicUrl, publicUrl ?? texts.noPublicUrl],
    [texts.listensAt, listensAt],
    [texts.insecure, allowsInsecure ? texts.anyHost : texts.knownHosts],
    [texts.graph, inOne(graphWords)],
    [texts.slack, texts.slackBy[slack]],
  ];
  if (withoutEffect.length > 0) rows.push([texts.withoutEffect, withoutEffect.join(', ')]);
  return (
    <Part name={texts.parts.server}>
      <Rows label={texts.parts.server} rows={rows} />
    </Part>
  );
}

function Sources({ sources, labelOf, nextAt }: { sources: readonly SourceSettings[] } & Labels & NextAt) {
  if (sources.length === 0)
    return (
      <Part name={texts.parts.sources}>
        <p class="nothing">{texts.noSources}</p>
      </Part>
    );
  return (
    <Part name={texts.parts.sources} rule={texts.sourcesRule}>
      <ol>
        {sources.map((source) => (
          <li>
            <b>{labelOf(source.name)}</b> {labelOf(source.name) !== source.name && <small>{source.name}</small>}{' '}
            <span class="chip">{texts.kinds[source.kind]}</span>
            <br />
            <small>{inOne(sourceWords(source, nextAt(source.name)))}</small>
          </li>
        ))}
      </ol>
    </Part>
  );
}

type Labels = Pick<SettingsProps, 'labelOf'>;
type NextAt = Pick<SettingsProps, 'nextAt'>;

function sourceWords({ kind, root, every, authoritative }: SourceSettings, next: string | undefined) {
  const schedule = every === undefined ? texts.onlyWhenAsked : texts.every(every);
  return [
    root === undefined ? undefined : texts.from(root),
    kind === 'push' ? texts.whenSent : schedule,
    next === undefined ? undefined : texts.next(formatTime(next)),
    authoritative.length === 0 ? undefined : texts.wholeList(authoritative),
  ];
}

function Trust({ settings, rules, labelOf }: Pick<SettingsProps, 'settings' | 'rules' | 'labelOf'>) {
  const order = (sources: readonly string[]) => sources.map((source) => labelOf(source)).join(', ');
  const decided = new Set(rules.map(({ key }) => key));
  const fromConfig = settings.trust.filter(({ key }) => !decided.has(key));
  const rows: Row[] = [
    ...rules.map(({ key, sources, by, at }): Row => [key, `${order(sources)} (${texts.byAdmin(by, formatDay(at))})`]),
    ...fromConfig.map(({ key, sources }): Row => [key, `${order(sources)} (${texts.byConfig})`]),
  ];
  return (
    <Part name={texts.parts.trust} {...(rows.length > 0 && { rule: texts.trustRule })}>
      <Rows label={texts.parts.trust} rows={rows} none={texts.noTrust} />
    </Part>
  );
}

function Schema({ settings: { kinds, relations } }: Pick<SettingsProps, 'settings'>) {
  const rows: Row[] = [
    ...kinds.map(({ name, isNew, fields }): Row => [
      name,
      inOne([isNew ? texts.newKind : texts.moreFields, fields.length === 0 ? undefined : fields.join(', ')]),
    ]),
    ...relations.map(({ name, from, to }): Row => [
      name,
      inOne([texts.relation, from.length + to.length === 0 ? undefined : texts.ends(from, to)]),
    ]),
  ];
  return (
    <Part name={texts.parts.schema}>
      <Rows label={texts.parts.schema} rows={rows} none={texts.noSchema} />
    </Part>
  );
}

function Review({ settings: { review } }: Pick<SettingsProps, 'settings'>) {
  const rows = review.map(({ kind, part, days }): Row => [`${kind}: ${part ?? texts.wholePage}`, texts.days(days)]);
  return (
    <Part name={texts.parts.review}>
      <Rows label={texts.parts.review} rows={rows} none={texts.noReview} />
    </Part>
  );
}

function Answers({ settings, state }: { settings: SettingsInEffect; state: EmbeddingState }) {
  const { embeddings, languageModel } = settings;
  const meaning =
    embeddings.by === 'none'
      ? [texts.embeddingsBy.none]
      : [texts.embeddingsBy[embeddings.by], embeddings.model, stateWords(state)];
  const writer =
    languageModel === undefined
      ? [texts.noLanguageModel]
      : [languageModel.name, languageModel.address === undefined ? undefined : texts.at(languageModel.address)];
  return (
    <Part name={texts.parts.answers}>
      <Rows
        label={texts.parts.answers}
        rows={[
          [texts.embeddings, inOne(meaning)],
          [texts.languageModel, inOne(writer)],
        ]}
      />
    </Part>
  );
}

function stateWords({ state, done, total }: EmbeddingState): string {
  return state === 'working' ? texts.embeddingStates.working(done, total) : texts.embeddingStates[state];
}

function Slack({ settings: { slackSettings }, channels }: Pick<SettingsProps, 'settings' | 'channels'>) {
  const { owners, help, channels: defaults } = slackSettings;
  const from = (day: number | undefined) => (day === undefined ? texts.never : texts.fromDay(day));
  const asked = owners.questions === undefined ? undefined : texts.perWeek(owners.questionsPerWeek);
  const rows: Row[] = [
    [texts.digest, from(owners.digest)],
    [texts.questions, inOne([from(owners.questions), asked])],
    [texts.hours, texts.spanOfHours(owners.hours, owners.lastDay)],
    [texts.helpChannel, help.channel ?? texts.noHelpChannel],
    [texts.helpOwner, help.owner ?? texts.noHelpOwner],
    [texts.remindAfter, texts.after(help.remindAfter)],
    [texts.inChannels, inOne(texts.channelWords({ ...defaults, helpChannel: undefined }))],
  ];
  return (
    <>
      <Part name={texts.parts.slack}>
        <Rows label={texts.parts.slack} rows={rows} />
      </Part>
      <Part name={texts.parts.channels} {...(channels.length > 0 && { rule: texts.channelsRule })}>
        <Rows label={texts.parts.channels} rows={channels.map(channelRow)} none={texts.noChannels} />
      </Part>
    </>
  );
}

function channelRow({ channel, name, choices, by, at }: ChosenChannel): Row {
  const chosen = inOne(texts.channelWords(choices));
  return [
    name === undefined ? texts.privateChannel(channel) : `#${name}`,
    `${chosen} (${texts.byAdmin(by, formatDay(at))})`,
  ];
}

function Limits({ settings: { limits } }: Pick<SettingsProps, 'settings'>) {
  return (
    <Part name={texts.parts.limits}>
      <Rows
        label={texts.parts.limits}
        rows={[
          [texts.fileMegabytes, texts.megabytes(limits.fileMegabytes)],
          [texts.removals, texts.share(limits.removals)],
          [texts.keepQuestions, texts.span(limits.keepQuestions)],
        ]}
      />
    </Part>
  );
}

function Secrets({ settings: { secrets } }: Pick<SettingsProps, 'settings'>) {
  return (
    <Part name={texts.parts.secrets} rule={texts.secretsRule}>
      <Rows
        label={texts.parts.secrets}
        rows={secrets.map(({ name, isSet }): Row => [name, isSet ? texts.set : texts.notSet])}
      />
    </Part>
  );
}

/** What is known of a thing, in one line. */
function inOne(words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' · ');
}
