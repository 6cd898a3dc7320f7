import { formatTime } from '../format.ts';
import type { DiffPiece } from '../present/changes.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { historyTexts, pageTexts } from '../texts.ts';
import { Age, Anchor } from './small.tsx';

/** Revisions, newest first, each with what it changed. */
export function HistoryList({ revisions, now }: { revisions: readonly PresentedRevision[]; now: Date }) {
  if (revisions.length === 0) return <p class="nothing">{historyTexts.none}</p>;
  return (
    <ol class="revisions">
      {revisions.map((revision) => (
        <RevisionView revision={revision} now={now} />
      ))}
    </ol>
  );
}

function RevisionView({
  revision: { number, at, actor, reason, lines },
  now,
}: {
  revision: PresentedRevision;
  now: Date;
}) {
  return (
    <li id={`revision-${number}`} value={number}>
      <h2>
        {historyTexts.revision(number)} <small>{pageTexts.changedBy(actor)}, </small>
        <small title={formatTime(at)}>
          {formatTime(at)} (<Age time={at} now={now} />)
        </small>
      </h2>
      {reason !== undefined && <p class="rule">{reason}</p>}
      {lines.length === 0 ? (
        <p class="rule">{historyTexts.noChanges}</p>
      ) : (
        <dl class="changes">
          {lines.map(({ label, other, pieces }) => (
            <div>
              <dt>{label}</dt>
              <dd>
                {other !== undefined && (
                  <>
                    <Anchor href={other.href}>{other.text}</Anchor>{' '}
                  </>
                )}
                <Diff pieces={pieces} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** A text with what went and what came. */
function Diff({ pieces }: { pieces: readonly DiffPiece[] }) {
  return (
    <span class="diff">
      {pieces.map(({ text, change }) => {
        if (change === 'same') return <span>{text}</span>;
        return change === 'removed' ? <del>{text}</del> : <ins>{text}</ins>;
      })}
    </span>
  );
}
