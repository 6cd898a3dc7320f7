import type { HelpRequest } from '../../schema/help-request.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { formatAge } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { HelpSection } from '../parts/help-list.tsx';
import { Infobox } from '../parts/infobox.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Cards, Table } from '../parts/sections.tsx';
import { askPath, editPath, entityPath, proposalsPath, suggestPath, watchedFeedPath } from '../paths.ts';
import { WrittenToYou, type WrittenToYouProps } from '../parts/written-to-you.tsx';
import { WatchedPages } from '../parts/watched.tsx';
import type { FactRow } from '../present/model.ts';
import { overdueChip } from '../present/freshness.ts';
import { briefly, presentCard, presentValue } from '../present/values.ts';
import { type MyPage, readMyPage } from '../read/my-page.ts';
import { readWatched, type Watched } from '../read/watched.ts';
import { askTexts, editTexts, helpTexts, meTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

/** Messages to the reader that are shown. */
const shownNotices = 20;

/** `/me`: what the reader has to do with: the own entry, what is owned and led, what is to be verified, teams, questions. */
export function meRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, readers, now } = context;
  app.get('/me', { schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const waiting = (of: 'asker' | 'recipient') =>
      store.helpRequests(viewer, { of, unresolved: true, limit: mostWaiting }).then(({ items }) => items);
    const [mine, watched, asked, toAnswer] = await Promise.all([
      readMyPage(store, viewer),
      readWatched(store, viewer),
      waiting('asker'),
      waiting('recipient'),
    ]);
    const notices = (await store.notices(viewer)).slice(0, shownNotices);
    const cards = await store.cards(
      viewer,
      notices.map(({ of }) => of),
    );
    const written = { notices, cardOf: new Map(cards.map((card) => [card.ref, card])) };
    // What is shown here as changed is seen as soon as it is opened.
    if (watched.changed.length > 0) {
      readers.forget(viewer);
      await readers.refresh(viewer);
    }
    return sendPage(
      reply,
      <Me
        frame={frameOf(context, viewer)}
        {...{ viewer, mine, watched, asked, toAnswer, written }}
        ontology={store.ontology}
        now={now()}
      />,
    );
  });
}

/** Questions to people that are shown. */
const mostWaiting = 20;

interface MeProps {
  frame: Frame;
  viewer: Viewer;
  mine: MyPage;
  watched: Watched;
  /** Questions to people: the reader's own, and those put to the reader. */
  asked: readonly HelpRequest[];
  toAnswer: readonly HelpRequest[];
  written: Omit<WrittenToYouProps, 'now'>;
  ontology: Ontology;
  now: Date;
}

function Me({ frame, viewer, mine, watched, asked, toAnswer, written, ontology, now }: MeProps) {
  const { own, leads, owns, toVerify, teams, questions } = mine;
  return (
    <Layout frame={frame} title={meTexts.title} place="me" feed={watchedFeedPath}>
      <Columns>
        <header class="head">
          <h1>{meTexts.title}</h1>
          <p class="lede">
            {meTexts.signedIn(viewer.name)} {viewer.canEdit ? meTexts.mayEdit : meTexts.mayRead}
          </p>
        </header>
        {own !== undefined && (
          <div class="facts">
            <Infobox name={own.name} rows={ownFacts(own, ontology)} />
            <p class="rule">
              <a href={entityPath(own.ref)}>{meTexts.ownPage}</a> ·{' '}
              <a href={viewer.canEdit ? editPath(own.ref) : suggestPath(own.ref)}>
                {viewer.canEdit ? editTexts.edit : editTexts.suggest}
              </a>
            </p>
          </div>
        )}
        <article>
          {own === undefined && <p>{viewer.email === undefined ? meTexts.noSignIn : meTexts.unknown(viewer.email)}</p>}
          {viewer.canEdit && (
            <p>
              <a href={proposalsPath()}>{meTexts.proposals}</a>
            </p>
          )}
          <HelpSection title={helpTexts.toYou} requests={toAnswer} now={now} />
          {own !== undefined && (
            <section>
              <h2>{meTexts.toVerify}</h2>
              {toVerify.length === 0 ? (
                <p class="nothing">{meTexts.nothingToVerify}</p>
              ) : (
                <Table
                  label={meTexts.toVerify}
                  items={toVerify.map(({ card, freshness }) => ({
                    ...presentCard(card, ontology),
                    chip: overdueChip(freshness),
                    detail: meTexts.due(freshness.due, freshness.overdueDays),
                    kind: ontology.kind(card.kind).singular,
                  }))}
                />
              )}
            </section>
          )}
          <OwnList title={meTexts.leads} cards={leads} ontology={ontology} />
          <OwnList title={meTexts.owns} cards={owns} ontology={ontology} />
          {teams.map(({ team, people }) => (
            <section>
              <h2>
                <a href={entityPath(team.ref)}>{team.name}</a>
              </h2>
              <Cards
                items={people.map((card) => ({ ...presentCard(card, ontology), detail: briefly(card, ontology) }))}
              />
            </section>
          ))}
          <WrittenToYou {...written} now={now} />
          <WatchedPages {...{ watched, ontology, now }} />
          <HelpSection title={helpTexts.own} requests={asked} now={now} />
          <section>
            <h2>{meTexts.questions}</h2>
            {questions.length === 0 ? (
              <p class="nothing">{meTexts.noQuestions}</p>
            ) : (
              <ul class="asked">
                {questions.map(({ question, at, mode }) => (
                  <li>
                    <a href={askPath(question)} data-ask-link>
                      {question}
                    </a>{' '}
                    <small>
                      {askTexts.modes[mode].label}, {formatAge(at, now)}
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function OwnList({ title, cards, ontology }: { title: string; cards: MyPage['owns']; ontology: Ontology }) {
  if (cards.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Table
        label={title}
        items={cards.map((card) => ({
          ...presentCard(card, ontology),
          detail: briefly(card, ontology),
          kind: ontology.kind(card.kind).singular,
        }))}
      />
    </section>
  );
}

/** What the graph says of the reader, without where it is from: that is on the page of the entry. */
function ownFacts({ kind, fields }: NonNullable<MyPage['own']>, ontology: Ontology): FactRow[] {
  return ontology.fields(kind).flatMap((spec): FactRow[] => {
    const value = fields[spec.name];
    if (value === undefined || spec.name === 'description') return [];
    return [{ label: spec.label, items: presentValue(spec, value), marks: [], disputed: false }];
  });
}
