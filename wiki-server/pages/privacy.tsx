import type { ComponentChild } from 'preact';
import type { SettingsInEffect } from '../../schema/services.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { type Frame, Layout } from '../parts/layout.tsx';
import { privacyPath, sourcesPath } from '../paths.ts';
import { privacyTexts as texts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** `/privacy`: what Kiki reads, keeps and passes on, by the settings in effect, for everyone who reads or asks. */
export function privacyRoute(app: WikiApp, context: WikiContext): void {
  app.get(privacyPath, { schema: { hide: true } }, async (request, reply) =>
    sendPage(reply, <Privacy frame={frameOf(context, context.viewerOf(request))} settings={context.settings()} />),
  );
}

function Privacy({ frame, settings }: { frame: Frame; settings: SettingsInEffect }) {
  return (
    <Layout frame={frame} title={texts.title}>
      <main id="content" class="single" tabIndex={-1}>
        <h1>{texts.title}</h1>
        <p class="lede">{texts.intro}</p>
        {partsOf(settings).map(([id, lines]) => (
          <section>
            <h2 id={id}>{texts.parts[id]}</h2>
            <ul>
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </Layout>
  );
}

function Connected() {
  const [before, link, behind] = texts.connected;
  return (
    <>
      {before}
      <a href={sourcesPath}>{link}</a>
      {behind}
    </>
  );
}

type Part = [id: keyof typeof texts.parts, lines: readonly ComponentChild[]];

function partsOf({ slack, languageModel, embeddings, limits }: SettingsInEffect): Part[] {
  const inSlack: Part[] = slack === 'off' ? [] : [['slack', texts.inSlack]];
  const sent = [
    languageModel === undefined ? texts.noModel : texts.model(languageModel.name, languageModel.address),
    ...(embeddings.by === 'openai' ? [texts.embeddings(embeddings.model)] : []),
    ...(slack === 'off' ? [] : [texts.answersInSlack]),
    texts.nothingElse,
  ];
  return [
    ['reads', [<Connected />, ...texts.reads]],
    ['keeps', texts.keeps(limits.keepQuestions)],
    ['sees', texts.sees],
    ...inSlack,
    ['sent', sent],
  ];
}
