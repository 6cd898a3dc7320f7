import { formatDay } from '../format.ts';
import { asOfTexts } from '../texts.ts';

/** Leads to a page as it was on a day. */
export function AsOfForm({ path, day }: { path: string; day?: string | undefined }) {
  return (
    <form method="get" action={path} class="fields as-of">
      <label>
        <span>{asOfTexts.label}</span>
        <input type="date" name="asOf" value={day} required />
      </label>
      <button type="submit" class="other">
        {asOfTexts.show}
      </button>
    </form>
  );
}

/** Says at once that a page is not of today, and leads to the one that is. */
export function AsOfBanner({ path, day, firstDay }: { path: string; day: string; firstDay: string | undefined }) {
  const isBefore = firstDay === undefined || day < firstDay;
  return (
    <div class="as-of-banner">
      <p class="banner" role="status">
        <b>{asOfTexts.banner(formatDay(day))}</b>{' '}
        {isBefore ? asOfTexts.before(firstDay === undefined ? undefined : formatDay(firstDay)) : asOfTexts.how}{' '}
        <a href={path}>{asOfTexts.now}</a>
      </p>
      <AsOfForm path={path} day={day} />
    </div>
  );
}
