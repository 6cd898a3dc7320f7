import type { ComponentChildren } from 'preact';
import { formatTime } from '../format.ts';
import { runPath } from '../paths.ts';
import type { ChangeLine, DiffPiece } from '../present/changes.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { historyTexts, pageTexts } from '../texts.ts';
import { Age, Anchor } from './small.tsx';

export interface HistoryListProps {
  revisions: readonly PresentedRevision[];
  now: Date;
  /** Id of the form in which two of them are chosen to compare. */
  choose?: string | undefined;
  /** Lead to the runs that did it: for editors. */
  linkRuns?: boolean | undefined;
}

/** Revisions, newest first, each with what it changed. */
export function HistoryList({ revisions, now, choose, linkRuns = false }: HistoryListProps) {
  if (revisions.length === 0) return <p class="nothing">{historyTexts.none}</p>;
  const newest = revisions[0]?.number ?? 0;
  return (
    <ol class="revisions">
      {revisions.map((revision) => (
        <RevisionView
          revision={revision}
          now={now}
          linkRuns={linkRuns}
          choice={choose === undefined ? undefined : { form: choose, newest }}
        />
      ))}
    </ol>
  );
}

/** Marks a revision as the earlier or the later one to compare. */
function Choice({ number, choice: { form, newest } }: { number: number; choice: { form: string; newest: number } }) {
  const radio = (name: 'from' | 'to', label: string, checked: boolean) => (
    <label class="mark">
      <input
        type="radio"
        name={name}
        value={number}
        form={form}
        checked={checked}
        aria-label={`${label}: ${historyTexts.revision(number)}`}
      />{' '}
      {label}
    </label>
  );
  return (
    <p class="choice">
      {radio('from', historyTexts.earlier, number === newest - 1)} {radio('to', historyTexts.later, number === newest)}
    </p>
  );
}

interface RevisionProps {
  revision: PresentedRevision;
  now: Date;
  choice: { form: string; newest: number } | undefined;
  linkRuns: boolean;
}

function RevisionView({ revision, now, choice, linkRuns }: RevisionProps) {
  const { number, at, actor, run, reason, lines } = revision;
  return (
    <li id={`revision-${number}`} value={number}>
      <h2>
        {historyTexts.revision(number)}{' '}
        <small>
          <Who actor={actor} run={linkRuns ? run : undefined} />,{' '}
        </small>
        <small title={formatTime(at)}>
          {formatTime(at)} (<Age time={at} now={now} />)
        </small>
      </h2>
      {choice !== undefined && <Choice number={number} choice={choice} />}
      {reason !== undefined && <p class="rule">{reason}</p>}
      {lines.length === 0 ? <p class="rule">{historyTexts.noChanges}</p> : <ChangeList lines={lines} />}
    </li>
  );
}

function Who({ actor, run }: { actor: string; run: string | undefined }) {
  const words = pageTexts.changedBy(actor);
  return run === undefined ? <>{words}</> : <a href={runPath(run)}>{words}</a>;
}

/** What changed, line by line. @param action what can be done about a line */
export function ChangeList(props: { lines: readonly ChangeLine[]; action?: (line: ChangeLine) => ComponentChildren }) {
  const { lines, action } = props;
  return (
    <dl class="changes">
      {lines.map((line) => (
        <div>
          <dt>{line.label}</dt>
          <dd>
            {line.other !== undefined && (
              <>
                <Anchor href={line.other.href}>{line.other.text}</Anchor>{' '}
              </>
            )}
            <Diff pieces={line.pieces} /> {action?.(line)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A text with what went and what came. */
export function Diff({ pieces }: { pieces: readonly DiffPiece[] }) {
  return (
    <span class="diff">
      {pieces.map(({ text, change }) => {
        if (change === 'same') return <span>{text}</span>;
        const said = change === 'removed' ? historyTexts.removed : historyTexts.added;
        const words = (
          <>
            <span class="hidden">{`${said}: `}</span>
            {text}
          </>
        );
        return change === 'removed' ? <del>{words}</del> : <ins>{words}</ins>;
      })}
    </span>
  );
}
