import type { Ref } from '../../schema/ref.ts';
import type { Suggestion } from '../../schema/suggestion.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatDay } from '../format.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { EditFormView } from '../parts/edit-form.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { deletePath, editPath, entityPath, newPath, redirectsPath, suggestionPath, suggestPath } from '../paths.ts';
import type { EditForm } from '../present/edit-form.ts';
import { editTexts, redirectTexts, suggestionTexts } from '../texts.ts';

/** What the form of an entity is for. */
export type Purpose =
  | { act: 'edit' }
  | { act: 'suggest'; answer?: string | undefined }
  | { act: 'create'; name: string; isSuggested: boolean; answer?: string | undefined }
  | { act: 'review'; suggestion: Suggestion };

/** What a page with the form shows. */
export interface Shown {
  form: EditForm;
  ref?: Ref | undefined;
  purpose: Purpose;
  note?: string | undefined;
  problem?: string | undefined;
  /** Something that went well. */
  status?: string | undefined;
  stale?: { who: string; isConflict: boolean; href: string } | undefined;
  isPreviewed?: boolean;
  code?: number;
}

/** The page with the form of an entity, whatever it is for. */
export function EditPage({ frame, shown, singular }: { frame: Frame; shown: Shown; singular: string }) {
  const { form, ref, purpose, note, problem, status, stale, isPreviewed = false } = shown;
  const name = form.fields.find(({ spec }) => spec.name === 'name')?.base ?? '';
  const { title, intro, action, noteLabel, answer } = wordsOf(purpose, { ref, name, singular, kind: form.kind });
  const isDecided = purpose.act === 'review' && purpose.suggestion.status !== 'open';
  return (
    <Layout frame={frame} title={title}>
      <Columns>
        <header class="head">
          <h1>{title}</h1>
          <p class="lede">{intro}</p>
        </header>
        <article class="wide">
          {status !== undefined && (
            <p class="banner" role="status">
              {status}
            </p>
          )}
          {problem !== undefined && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          {stale !== undefined && (
            <div class="note" role="alert">
              <strong>{editTexts.stale(stale.who)}</strong>{' '}
              {stale.isConflict ? editTexts.staleConflict : editTexts.staleMerged}{' '}
              <a href={stale.href}>{editTexts.whatChanged}</a>
            </div>
          )}
          {purpose.act === 'review' && <Said suggestion={purpose.suggestion} />}
          {!isDecided && (
            <EditFormView
              form={form}
              action={action}
              isFresh={shown.code === undefined && !isPreviewed}
              noteLabel={noteLabel}
              note={note}
              mayUnpin={purpose.act === 'edit' || purpose.act === 'review'}
              preview={isPreviewed ? previewOf(form.body.value) : undefined}
              hidden={answer === undefined ? {} : { answer }}
            >
              <Buttons purpose={purpose} />
              {ref !== undefined && <a href={entityPath(ref)}>{editTexts.cancel}</a>}
              {purpose.act === 'edit' && ref !== undefined && (
                <>
                  <a href={redirectsPath({ of: ref })}>{redirectTexts.link}</a>
                  <a href={deletePath(ref)}>{editTexts.remove_}</a>
                </>
              )}
            </EditFormView>
          )}
        </article>
      </Columns>
    </Layout>
  );
}

function Buttons({ purpose }: { purpose: Purpose }) {
  if (purpose.act === 'review')
    return (
      <>
        <button type="submit" name="do" value="accept">
          {suggestionTexts.accept}
        </button>
        <button type="submit" name="do" value="decline" class="other">
          {suggestionTexts.decline}
        </button>
      </>
    );
  const isSuggested = purpose.act === 'suggest' || (purpose.act === 'create' && purpose.isSuggested);
  return (
    <button type="submit" name="do" value="save">
      {isSuggested ? editTexts.send : editTexts.save}
    </button>
  );
}

function Said({ suggestion }: { suggestion: Suggestion }) {
  const { byName, at, note, answer, status, decidedBy = '', decidedAt = '', reason } = suggestion;
  return (
    <section>
      <h2>{suggestionTexts.said}</h2>
      <p class="from">
        {suggestionTexts.by(byName)} · {formatDay(at)}
        {answer !== undefined && ` · ${suggestionTexts.fromAnswer}`}
      </p>
      {note !== '' && <blockquote class="said-text">{note}</blockquote>}
      {status !== 'open' && (
        <p class="banner" role="status">
          {suggestionTexts.decided(status, decidedBy, formatDay(decidedAt))}
          {reason !== undefined && `: ${reason}`}
        </p>
      )}
    </section>
  );
}

function wordsOf(
  purpose: Purpose,
  { ref = '', name, singular, kind }: { ref: Ref | undefined; name: string; singular: string; kind: string },
) {
  switch (purpose.act) {
    case 'edit':
      return {
        title: editTexts.editTitle(name),
        intro: editTexts.editIntro,
        action: editPath(ref),
        noteLabel: editTexts.note,
      };
    case 'suggest':
      return {
        title: editTexts.suggestTitle(name),
        intro: editTexts.suggestIntro,
        action: suggestPath(ref),
        noteLabel: editTexts.suggestNote,
        answer: purpose.answer,
      };
    case 'create':
      return {
        title: editTexts.createTitle(singular),
        intro: purpose.isSuggested ? editTexts.createSuggestIntro : editTexts.createIntro,
        action: newPath({ kind }),
        noteLabel: editTexts.note,
        answer: purpose.answer,
      };
    case 'review': {
      const { create, id } = purpose.suggestion;
      const title =
        create === undefined ? suggestionTexts.reviewTitle(name) : suggestionTexts.newPage(singular, create.name);
      return {
        title,
        intro: suggestionTexts.intro,
        action: suggestionPath(id),
        noteLabel: suggestionTexts.declineReason,
      };
    }
  }
}

function previewOf(markdown: string): string {
  const linkOf = (address: string) => (/^(\/(?!\/)|#)/.test(address) ? address : undefined);
  return renderMarkdown(markdown, { level: 2, linkOf });
}

/** What is to be made? Each kind has a form of its own. */
export function ChooseKind({
  frame,
  context,
  name,
  answer,
}: {
  frame: Frame;
  context: WikiContext;
  name: string;
  answer: string | undefined;
}) {
  return (
    <Layout frame={frame} title={editTexts.chooseKind}>
      <Columns>
        <header class="head">
          <h1>{editTexts.chooseKind}</h1>
          <p class="lede">{editTexts.chooseKindIntro}</p>
        </header>
        <article class="wide">
          <ul class="cards wide-cards">
            {context.store.ontology.kinds.map((kind) => (
              <li>
                <a href={newPath({ kind: kind.name, name, answer })}>{capitalise(kind.singular)}</a>
                <small>{kind.description}</small>
              </li>
            ))}
          </ul>
        </article>
      </Columns>
    </Layout>
  );
}
