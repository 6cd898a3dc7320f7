import { historyPath, revertPath } from '../paths.ts';
import type { RevisionDiff } from '../read/history.ts';
import { historyTexts } from '../texts.ts';
import { Reason } from './contradiction.tsx';
import { ChangeList } from './history.tsx';

export interface DiffProps {
  entity: string;
  diff: RevisionDiff;
  /** The reader may go back. */
  canRevert: boolean;
  /** The page went back to the earlier one just now. */
  isDone: boolean;
  /** The reason that was typed, where going back was refused. */
  typed?: string | undefined;
}

/** What differs between two revisions and, where the later one is the newest, the forms that go back. */
export function DiffView({ entity, diff, canRevert, isDone, typed }: DiffProps) {
  const { from, to, newest, lines } = diff;
  const isRevertable = canRevert && to === newest && from > 0 && from < newest && lines.length > 0;
  const form = 'go-back';
  return (
    <section class="admin">
      {isDone && (
        <p class="banner" role="status">
          {historyTexts.wentBack(from)} {lines.length > 0 && historyTexts.stillDiffers}
        </p>
      )}
      {lines.length === 0 ? (
        <p class="nothing">{historyTexts.same}</p>
      ) : (
        <ChangeList
          lines={lines}
          action={({ field, label }) =>
            isRevertable &&
            field !== undefined && (
              <button
                type="submit"
                form={form}
                name="field"
                value={field}
                class="other"
                aria-label={historyTexts.fieldBackLabel(label, from)}
              >
                {historyTexts.fieldBack}
              </button>
            )
          }
        />
      )}
      {isRevertable && (
        <form method="post" action={revertPath(entity)} id={form} class="fields">
          <p class="rule">{historyTexts.backRule(from)}</p>
          <input type="hidden" name="to" value={from} />
          <input type="hidden" name="revision" value={newest} />
          <Reason typed={typed} />
          <button type="submit">{historyTexts.backTo(from)}</button>
        </form>
      )}
      <p>
        <a href={historyPath(entity)}>{historyTexts.whole}</a>
      </p>
    </section>
  );
}
