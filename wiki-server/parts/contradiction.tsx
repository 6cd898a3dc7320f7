import type { PresentedContradiction, PresentedSaying } from '../present/contradictions.ts';
import type { Origin } from '../present/origin.ts';
import { adminTexts, contradictionTexts } from '../texts.ts';
import { Age, Anchor, Items } from './small.tsx';
import { NotDone } from './not-done.tsx';

/** What someone typed into the forms of one contradiction and that was not done. */
export interface TypedSettlement {
  right: readonly string[];
  now?: string | undefined;
  earlier?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  reason?: string | undefined;
}

export interface ContradictionProps {
  contradiction: PresentedContradiction;
  isSettled: boolean;
  /** Where its forms go. */
  action: string;
  now: Date;
  /** Why what was asked last was not done, with what was typed. */
  refused?: { problem: string; typed: TypedSettlement } | undefined;
}

/** All that is said of one field or relation of an entity, side by side, with the forms that settle it. */
export function ContradictionView({ contradiction, isSettled, action, now, refused }: ContradictionProps) {
  const { anchor, entity, kind, label, sayings, settled } = contradiction;
  const form = { contradiction, action, typed: refused?.typed ?? { right: [] } };
  return (
    <li class="card" id={anchor}>
      <h2>
        <Anchor href={entity.href}>{entity.text}</Anchor> <small>{kind}</small>
        {': '}
        {label}
      </h2>
      <NotDone refused={refused} />
      {isSettled && settled !== undefined && <p class="rule">{settled.text}</p>}
      {isSettled ? (
        <>
          <Sayings sayings={sayings} now={now} />
          <ReopenForm {...form} />
        </>
      ) : (
        <>
          <ChooseForm {...form} now={now} />
          <InTimeForm {...form} />
          <TrustForm {...form} />
        </>
      )}
    </li>
  );
}

interface FormProps {
  contradiction: PresentedContradiction;
  action: string;
  typed: TypedSettlement;
}

/** What every form says: which contradiction, and at which revision of the entity. */
function Hidden({ contradiction: { ref, name, revision } }: { contradiction: PresentedContradiction }) {
  return (
    <>
      <input type="hidden" name="ref" value={ref} />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="revision" value={revision} />
    </>
  );
}

/** A text area, because Enter in a line would press the first button. */
export function Reason({ typed }: { typed?: string | undefined }) {
  return (
    <label class="reason">
      <span>{adminTexts.reason}</span>
      <textarea name="reason" rows={1} maxLength={1000}>
        {typed}
      </textarea>
    </label>
  );
}

function ChooseForm({ contradiction, action, typed, now }: FormProps & { now: Date }) {
  const { sayings, mayBeMany, subject, entity } = contradiction;
  return (
    <form method="post" action={action}>
      <Hidden contradiction={contradiction} />
      <ul class="sayings">
        {sayings.map((saying) => {
          const about = contradictionTexts.rightLabel(saying.text, `${entity.text}, ${subject}`);
          return (
            <li class={saying.isShown ? 'saying shown' : 'saying'}>
              <SayingText saying={saying} now={now} />
              {mayBeMany ? (
                <label class="mark">
                  <input
                    type="checkbox"
                    name="right"
                    value={saying.token}
                    aria-label={about}
                    checked={typed.right.includes(saying.token)}
                  />{' '}
                  {contradictionTexts.right}
                </label>
              ) : (
                <button type="submit" name="right" value={saying.token} aria-label={about}>
                  {contradictionTexts.right}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <div class="decide">
        {mayBeMany && (
          <button type="submit" name="choose" value="1">
            {contradictionTexts.rightOnes}
          </button>
        )}
        <Reason typed={typed.reason} />
      </div>
    </form>
  );
}

function Sayings({ sayings, now }: { sayings: readonly PresentedSaying[]; now: Date }) {
  return (
    <ul class="sayings">
      {sayings.map((saying) => (
        <li class={saying.isShown ? 'saying shown' : 'saying'}>
          <SayingText saying={saying} now={now} />
        </li>
      ))}
    </ul>
  );
}

function SayingText({ saying: { items, isShown, ruled, origins }, now }: { saying: PresentedSaying; now: Date }) {
  return (
    <div>
      <p class="said">
        <Items items={items} /> {isShown && <span class="chip good">{contradictionTexts.shown}</span>}
        {ruled !== undefined && <span class="chip">{ruled}</span>}
      </p>
      <ul class="origins">
        {origins.map((origin) => (
          <li>
            <OriginView origin={origin} now={now} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OriginView({ origin: { label, place, href, dated, since }, now }: { origin: Origin; now: Date }) {
  return (
    <>
      <Anchor href={href}>
        {label}
        {place !== '' && (
          <>
            {': '}
            <span class="path">{place}</span>
          </>
        )}
      </Anchor>
      {dated !== undefined && `, ${dated}`}
      {since !== undefined && (
        <>
          , {contradictionTexts.firstRead} <Age time={since} now={now} />
        </>
      )}
    </>
  );
}

function InTimeForm({ contradiction, action, typed }: FormProps) {
  const { sayings, subject, entity } = contradiction;
  const [first, second] = sayings;
  if (second === undefined) return null;
  const options = (chosen: string | undefined) =>
    sayings.map(({ token, text }) => (
      <option value={token} selected={token === chosen}>
        {text}
      </option>
    ));
  return (
    <details open={typed.until !== undefined}>
      <summary>{contradictionTexts.inTime}</summary>
      <form
        method="post"
        action={action}
        class="fields"
        aria-label={`${contradictionTexts.inTime}: ${entity.text}, ${subject}`}
      >
        <Hidden contradiction={contradiction} />
        <label>
          <span>{contradictionTexts.now}</span>
          <select name="now">{options(typed.now ?? first?.token)}</select>
        </label>
        <label>
          <span>{contradictionTexts.earlier}</span>
          <select name="earlier">{options(typed.earlier ?? second.token)}</select>
        </label>
        <label>
          <span>{contradictionTexts.from}</span>
          <input type="date" name="from" value={typed.from} />
        </label>
        <label>
          <span>{contradictionTexts.until}</span>
          <input type="date" name="until" value={typed.until} required />
        </label>
        <Reason typed={typed.reason} />
        <button type="submit">{contradictionTexts.settleInTime}</button>
      </form>
    </details>
  );
}

function TrustForm({ contradiction, action, typed }: FormProps) {
  const { rankable, subject, openCount, trusted, trustedLabel } = contradiction;
  if (rankable.length === 0) return null;
  return (
    <details>
      <summary>{contradictionTexts.trust}</summary>
      <form method="post" action={action} class="fields">
        <Hidden contradiction={contradiction} />
        <p class="rule">
          {contradictionTexts.touches(openCount)}{' '}
          {trusted.length > 0 && contradictionTexts.alreadyTrusted(trustedLabel)}
        </p>
        <Reason typed={typed.reason} />
        {rankable.map(({ source, label }) => (
          <button type="submit" name="trust" value={source}>
            {contradictionTexts.trustFirst(label, subject)}
          </button>
        ))}
      </form>
    </details>
  );
}

function ReopenForm({ contradiction, action, typed }: FormProps) {
  const { subject, settled, trusted, entity } = contradiction;
  const isRanked = settled?.by === 'rank';
  // A ranking in kiki.yaml is changed there.
  if (isRanked && trusted.length === 0) return null;
  return (
    <form method="post" action={action} class="fields">
      <Hidden contradiction={contradiction} />
      <Reason typed={typed.reason} />
      {isRanked ? (
        <button type="submit" name="untrust" value="1" class="other">
          {contradictionTexts.untrust(subject)}
        </button>
      ) : (
        <button
          type="submit"
          name="reopen"
          value="1"
          class="other"
          aria-label={contradictionTexts.reopenLabel(`${entity.text}, ${subject}`)}
        >
          {contradictionTexts.reopen}
        </button>
      )}
    </form>
  );
}
