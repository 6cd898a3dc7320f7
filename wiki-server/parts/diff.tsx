import type { ComponentChildren } from 'preact';
import { historyPath, revertPath } from '../paths.ts';
import type { LinePair, SideRow } from '../present/side-by-side.ts';
import type { DiffLayout, DiffLine, RevisionDiff } from '../read/history.ts';
import { historyTexts } from '../texts.ts';
import { Reason } from './contradiction.tsx';
import { ChangeList, Diff } from './history.tsx';
import { Anchor } from './small.tsx';

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
  const { from, to, newest, layout, lines } = diff;
  const isRevertable = canRevert && to === newest && from > 0 && from < newest && lines.length > 0;
  const form = 'go-back';
  const action = ({ field, label }: DiffLine) =>
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
    );
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
        <>
          <LayoutSwitch entity={entity} from={from} to={to} layout={layout} />
          <div class={layout}>
            {layout === 'split' && <SideTable diff={diff} action={action} />}
            <ChangeList lines={lines} action={action} />
          </div>
        </>
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

const layouts: readonly DiffLayout[] = ['inline', 'split'];

/** Leads from one layout to the other. */
function LayoutSwitch({ entity, from, to, layout }: { entity: string; from: number; to: number; layout: DiffLayout }) {
  return (
    <nav class="tabs layouts" aria-label={historyTexts.layout}>
      {layouts.map((view) => (
        <a href={historyPath(entity, { from, to, view })} aria-current={view === layout ? 'page' : undefined}>
          {historyTexts.layouts[view]}
        </a>
      ))}
    </nav>
  );
}

/** Before and after in two columns. Where there is no room for them the style sheet shows the one column instead. */
function SideTable(props: { diff: RevisionDiff; action: (line: DiffLine) => ComponentChildren }) {
  const { diff, action } = props;
  const { from, to, lines } = diff;
  return (
    <table class="sides">
      <thead>
        <tr>
          <th scope="col">{from === 0 ? historyTexts.beforeFirst : historyTexts.revision(from)}</th>
          <th scope="col">{historyTexts.revision(to)}</th>
        </tr>
      </thead>
      {lines.map((line) => (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {line.label}
              {line.other !== undefined && (
                <>
                  : <Anchor href={line.other.href}>{line.other.text}</Anchor>
                </>
              )}{' '}
              {action(line)}
            </th>
          </tr>
          {line.sides?.map((row) => (
            <Row row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row }: { row: SideRow }) {
  if ('skipped' in row)
    return (
      <tr>
        <td colSpan={2} class="rule">
          {historyTexts.skipped(row.skipped)}
        </td>
      </tr>
    );
  return (
    <tr>
      <Side pieces={row.before} />
      <Side pieces={row.after} />
    </tr>
  );
}

function Side({ pieces }: { pieces: LinePair['before'] }) {
  return <td>{pieces !== undefined && <Diff pieces={pieces} />}</td>;
}
