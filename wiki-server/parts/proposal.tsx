import type { EntityCard } from '../../schema/entity.ts';
import type { Proposal } from '../../schema/proposal.ts';
import type { RelationSpec } from '../../schema/relations.ts';
import { formatDay } from '../format.ts';
import { decisionPath, entityPath, passagePath, type ProposalFilter } from '../paths.ts';
import { proposalTexts } from '../texts.ts';
import { Age, Items } from './small.tsx';

export interface ProposalViewProps {
  proposal: Proposal;
  spec: RelationSpec;
  /** What the graph says now and would say no more. */
  replaced: readonly EntityCard[];
  /** What the list shows: where a decision leads back to. */
  filter: ProposalFilter;
  now: Date;
}

/** A proposal with the words that it quotes and, while it is open, the buttons that decide. */
export function ProposalView({ proposal, spec, replaced, filter, now }: ProposalViewProps) {
  const { id, subject, object, role, quote, page, passage, model, at, status, by, decidedAt } = proposal;
  const says = `${subject.name} ${spec.name} ${object.name}`;
  return (
    <li class="proposal" id={`proposal-${id}`}>
      <p class="says">
        <Thing card={subject} /> <span class="relation">{spec.name}</span> <Thing card={object} />
        {role !== undefined && <span class="note-in"> ({role})</span>}
      </p>
      {quote === undefined ? (
        <p class="nothing">{proposalTexts.quoteGone}</p>
      ) : (
        // Each on its own, so that a page's characters for the direction of writing turn nothing round but the quote.
        <blockquote dir="auto">{quote}</blockquote>
      )}
      <p class="from">
        {proposalTexts.from} <a href={passagePath(passage)}>{page.name}</a> · {proposalTexts.readBy(model)} ·{' '}
        <Age time={at} now={now} />
        {by !== undefined && ` · ${proposalTexts.statuses[status]}: ${by}, ${formatDay(decidedAt ?? '')}`}
      </p>
      {replaced.length > 0 && (
        <p class="note">
          {proposalTexts.replaces}{' '}
          <Items items={replaced.map(({ ref, name }) => ({ text: name, href: entityPath(ref) }))} />
        </p>
      )}
      {(status === 'open' || status === 'stale') && (
        <div class="decide">
          {status === 'open' && (
            <form method="post" action={decisionPath(id, 'accept', filter)}>
              <button type="submit" aria-label={`${proposalTexts.accept}: ${says}`}>
                {proposalTexts.accept}
              </button>
            </form>
          )}
          <form method="post" action={decisionPath(id, 'reject', filter)}>
            <button type="submit" class="other" aria-label={`${proposalTexts.reject}: ${says}`}>
              {proposalTexts.reject}
            </button>
          </form>
        </div>
      )}
    </li>
  );
}

function Thing({ card: { ref, name } }: { card: EntityCard }) {
  return (
    <a href={entityPath(ref)} dir="auto">
      <bdi>{name}</bdi>
    </a>
  );
}
