import type { ComponentChildren } from 'preact';
import type { KindSpec } from '../../schema/kinds.ts';
import type { Ref } from '../../schema/ref.ts';
import { capitalise, formatNumber } from '../format.ts';
import { bulkPath, entityPath, type ListFilter, listPath } from '../paths.ts';
import type { BulkSubject } from '../present/bulk-form.ts';
import type { ChangeLine } from '../present/changes.ts';
import type { BulkList, PresentedPreview } from '../read/bulk.ts';
import { bulkTexts, editTexts } from '../texts.ts';
import { AdminPage } from './admin-page.tsx';
import { Reason } from './contradiction.tsx';
import { FieldControl } from './field-control.tsx';
import { ChangeList } from './history.tsx';
import type { Frame } from './layout.tsx';
import { NotDone } from './not-done.tsx';

/** What was typed and chosen so far. */
export interface TypedChange {
  act: string | undefined;
  value: string;
  role: string | undefined;
  reason: string | undefined;
  which: 'all' | 'marked';
  marked: readonly Ref[];
}

export function BulkKinds(props: { frame: Frame; choices: readonly { text: string; n: number; href: string }[] }) {
  const { frame, choices } = props;
  return (
    <AdminPage frame={frame} title={bulkTexts.titleAny} lede={bulkTexts.intro}>
      {choices.length === 0 ? (
        <p class="nothing">{bulkTexts.nothing}</p>
      ) : (
        <>
          <p>{bulkTexts.whichKind}</p>
          <ul>
            {choices.map(({ text, n, href }) => (
              <li>
                <a href={href}>{capitalise(text)}</a> <span class="chip">{formatNumber(n)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </AdminPage>
  );
}

export interface BulkFormProps {
  frame: Frame;
  filter: ListFilter;
  kind: KindSpec;
  subjects: readonly BulkSubject[];
  /** Undefined until it is chosen. */
  subject: BulkSubject | undefined;
  list: BulkList;
  /** What each page says of it now. */
  current: ReadonlyMap<Ref, string>;
  typed: TypedChange;
  refused: { problem: string } | undefined;
}

/** What is to change, how, and on which pages of the list. */
export function BulkForm({ frame, filter, kind, subjects, subject, list, current, typed, refused }: BulkFormProps) {
  return (
    <AdminPage frame={frame} title={bulkTexts.title(kind.plural)} lede={bulkTexts.intro}>
      <NotDone refused={refused} />
      <p>
        <a href={listPath(filter)}>{bulkTexts.back}</a>
      </p>
      {list.cards.length === 0 && <p class="nothing">{bulkTexts.nothing}</p>}
      {list.cards.length > 0 && <ChooseSubject {...{ filter, subjects, subject }} />}
      {list.cards.length > 0 && subject !== undefined && (
        <form method="post" action="/bulk" class="editor">
          <Hidden values={{ ...filter, what: subject.token }} />
          <How subject={subject} typed={typed} isWrong={refused !== undefined} />
          <Which list={list} current={current} typed={typed} />
          <Reason typed={typed.reason} />
          <div class="submit">
            <button type="submit" name="do" value="preview">
              {bulkTexts.preview}
            </button>
          </div>
        </form>
      )}
    </AdminPage>
  );
}

function ChooseSubject(props: {
  filter: ListFilter;
  subjects: readonly BulkSubject[];
  subject: BulkSubject | undefined;
}) {
  const { filter, subjects, subject } = props;
  const group = (label: string, own: readonly BulkSubject[]) => (
    <optgroup label={label}>
      {own.map((each) => (
        <option value={each.token} selected={each.token === subject?.token}>
          {each.label}
        </option>
      ))}
    </optgroup>
  );
  return (
    <form method="get" action={bulkPath()} class="fields">
      <Hidden values={{ ...filter }} />
      <label>
        <span>{bulkTexts.what}</span>
        <select name="what">
          {group(
            bulkTexts.fields,
            subjects.filter(({ about }) => 'field' in about),
          )}
          {group(
            bulkTexts.relations,
            subjects.filter(({ about }) => 'relation' in about),
          )}
        </select>
      </label>
      <button type="submit" class={subject === undefined ? undefined : 'other'}>
        {bulkTexts.go}
      </button>
    </form>
  );
}

function How({ subject, typed, isWrong }: { subject: BulkSubject; typed: TypedChange; isWrong: boolean }) {
  const { acts, about, label } = subject;
  const chosen = typed.act ?? acts[0]?.act;
  return (
    <fieldset>
      <legend>{label}</legend>
      {acts.map(({ act, text }) => (
        <div>
          <label class="mark">
            <input type="radio" name="act" value={act} checked={act === chosen} /> {text}
          </label>
        </div>
      ))}
      <div class="field">
        <label for="value">{'field' in about ? bulkTexts.value(label) : bulkTexts.other}</label>
        {'field' in about ? (
          <FieldControl spec={about.field} value={typed.value} name="value" id="value" isWrong={isWrong} />
        ) : (
          <input
            id="value"
            name="value"
            value={typed.value}
            maxLength={600}
            data-names
            autocomplete="off"
            aria-describedby="value-help"
          />
        )}
        <small id="value-help">
          {'field' in about ? about.field.description : about.relation.description}
          {'field' in about && about.field.type === 'list' && ` ${editTexts.listHelp}`}
        </small>
      </div>
      {'relation' in about && (
        <div class="field">
          <label for="role">{bulkTexts.role}</label>
          <input id="role" name="role" value={typed.role} maxLength={200} />
        </div>
      )}
    </fieldset>
  );
}

function Which(props: { list: BulkList; current: ReadonlyMap<Ref, string>; typed: TypedChange }) {
  const { list, current, typed } = props;
  const { cards, total } = list;
  const marked = new Set(typed.marked);
  const which = (value: TypedChange['which'], text: string) => (
    <div>
      <label class="mark">
        <input type="radio" name="which" value={value} checked={typed.which === value} /> {text}
      </label>
    </div>
  );
  return (
    <fieldset>
      <legend>{bulkTexts.which}</legend>
      {total > cards.length && <p class="note">{bulkTexts.tooMany(cards.length, total)}</p>}
      {which('marked', bulkTexts.marked)}
      {which('all', bulkTexts.all(cards.length))}
      <ul class="choices">
        {cards.map(({ ref, name }) => {
          const now = current.get(ref) ?? '';
          return (
            <li>
              <label class="mark">
                <input type="checkbox" name="ref" value={ref} checked={marked.has(ref)} />{' '}
                <span>
                  {name} <small>{now === '' ? bulkTexts.nothingNow : bulkTexts.now(now)}</small>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

export interface BulkPreviewProps {
  frame: Frame;
  filter: ListFilter;
  subject: BulkSubject;
  typed: TypedChange;
  preview: PresentedPreview;
  labelOf: (source: string) => string;
}

/** Exactly what would change, and the button that does it. */
export function BulkPreviewView({ frame, filter, subject, typed, preview, labelOf }: BulkPreviewProps) {
  const { items, others, missing } = preview;
  const changing = items.filter(({ fate }) => fate === 'changes');
  const same = items.filter(({ fate }) => fate === 'same');
  const impossible = items.filter(({ fate }) => fate === 'impossible');
  const { act, value, role, reason, which } = typed;
  return (
    <AdminPage frame={frame} title={bulkTexts.previewTitle(subject.label)} lede={bulkTexts.wouldIntro}>
      <form method="post" action="/bulk" class="fields">
        <Hidden values={{ ...filter, what: subject.token, act, value, role, which, reason }} />
        {changing.map(({ view }) => (
          <input type="hidden" name="target" value={`${view.ref}@${view.revision}`} />
        ))}
        {[...same, ...impossible].map(({ view }) => (
          <input type="hidden" name="ref" value={view.ref} />
        ))}
        {changing.length > 0 && (
          <button type="submit" name="do" value="apply">
            {bulkTexts.apply(changing.length)}
          </button>
        )}
        <button type="submit" name="do" value="again" class="other">
          {bulkTexts.again}
        </button>
      </form>
      <h2>{changing.length === 0 ? bulkTexts.nobody : bulkTexts.would(changing.length)}</h2>
      {changing.map(({ view: { ref, name }, lines, over }) => (
        <Changing href={entityPath(ref)} name={name} lines={lines}>
          {over.map((saying) => (
            <p class="rule">{bulkTexts.over(labelOf(saying.source), [saying.value].flat().join(', '))}</p>
          ))}
        </Changing>
      ))}
      {impossible.length > 0 && (
        <>
          <h2>{bulkTexts.impossible(impossible.length)}</h2>
          <ul>
            {impossible.map(({ view: { ref, name }, problem }) => (
              <li>
                <a href={entityPath(ref)}>{name}</a>: {problem}
              </li>
            ))}
          </ul>
        </>
      )}
      {same.length > 0 && (
        <details>
          <summary>{bulkTexts.same(same.length)}</summary>
          <ul>
            {same.map(({ view: { ref, name } }) => (
              <li>
                <a href={entityPath(ref)}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {missing.length > 0 && <p class="note">{bulkTexts.missing(missing.length)}</p>}
      {others.length > 0 && (
        <>
          <h2>{bulkTexts.others}</h2>
          {others.map(({ ref, name, lines }) => (
            <Changing href={entityPath(ref)} name={name} lines={lines} />
          ))}
        </>
      )}
    </AdminPage>
  );
}

function Changing(props: { href: string; name: string; lines: readonly ChangeLine[]; children?: ComponentChildren }) {
  const { href, name, lines, children } = props;
  return (
    <section>
      <h3>
        <a href={href}>{name}</a>
      </h3>
      {lines.length === 0 ? <p class="rule">{bulkTexts.pinOnly}</p> : <ChangeList lines={lines} />}
      {children}
    </section>
  );
}

function Hidden({ values }: { values: Readonly<Record<string, string | undefined>> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) =>
        value === undefined || value === '' ? null : <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}
