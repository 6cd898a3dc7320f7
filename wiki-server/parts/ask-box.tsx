import type { ComponentChildren } from 'preact';
import type { Ref } from '../../schema/ref.ts';
import { askTexts } from '../texts.ts';

export interface AskBoxProps {
  /** The page that the question is asked on. */
  page?: { ref: Ref; name: string } | undefined;
  /** Large, in the middle of a page, instead of in the column. */
  hero?: boolean | undefined;
  /** The page says what this is already. */
  isNamed?: boolean | undefined;
  /** What was asked and answered so far. */
  children?: ComponentChildren;
  /** The conversation so far, for a follow-up without JavaScript. */
  history?: string | undefined;
  placeholder?: string | undefined;
}

/**
 * Asks Kiki. Without JavaScript it is a form that leads to the page `/ask`; with it (browser/ask.tsx) the answer comes here, as it
 * is written.
 */
export function AskBox({ page, hero = false, isNamed = false, children, history, placeholder }: AskBoxProps) {
  return (
    <section class={hero ? 'ask hero' : 'ask'} aria-label={askTexts.title} data-ask data-page={page?.ref}>
      {!isNamed && (
        <div class="ask-head">
          <b>
            <span aria-hidden="true">✦ </span>
            {askTexts.title}
          </b>
          {page !== undefined && <span class="chip">{askTexts.aboutPage}</span>}
        </div>
      )}
      <div class="turns" role="log" aria-label={askTexts.conversation} data-turns>
        {children}
      </div>
      <form action="/ask" method={history === undefined ? 'get' : 'post'}>
        {page !== undefined && <input type="hidden" name="page" value={page.ref} />}
        {history !== undefined && <input type="hidden" name="history" value={history} />}
        <input
          name="q"
          required
          maxLength={2000}
          autocomplete="off"
          aria-label={askTexts.label}
          placeholder={placeholder ?? (history === undefined ? askTexts.placeholder : askTexts.placeholderMore)}
        />
        <button type="submit">{askTexts.button}</button>
      </form>
    </section>
  );
}
