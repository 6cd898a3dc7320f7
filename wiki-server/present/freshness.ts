import { verifiersOf } from '../../graph/verification.ts';
import type { EntityView } from '../../schema/entity.ts';
import type { Assessment, Freshness } from '../../schema/freshness.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { partLabel } from '../../schema/part-label.ts';
import { formatDay } from '../format.ts';
import { freshnessTexts } from '../texts.ts';
import type { Chip, EntityPage, Notice } from './model.ts';
import { presentCard } from './values.ts';

export interface FreshnessOptions {
  ontology: Ontology;
  labelOf: (source: string) => string;
}

/** The line of trust: who verified the page, and until when that holds. Empty when nobody did. */
export function presentVerified(freshness: Freshness, { labelOf }: FreshnessOptions): EntityPage['trust'] {
  const { verifiedOn, verifiedBy, verifiedIn, due, state, changed } = freshness;
  if (verifiedOn === undefined || freshness.part !== undefined) return [];
  const text = freshnessTexts.verified(
    { by: verifiedBy, source: verifiedIn && labelOf(verifiedIn) },
    formatDay(verifiedOn),
    due && formatDay(due),
  );
  // A check mark on what is overdue, or is not what was looked at, would say too much.
  return [
    state === 'overdue' || changed === true
      ? { text: `${freshnessTexts.was} ${text}`, warn: true }
      : { strong: freshnessTexts.mark, text },
  ];
}

/** What is overdue for a look or has changed since the last one, and who is to look. */
export function freshnessNotices(view: EntityView, options: FreshnessOptions): Notice[] {
  const { freshness } = view;
  const parts = (freshness.parts ?? []).filter(({ part }) => part !== freshness.part);
  return [freshness, ...parts].flatMap((each) => freshnessNotice(view, each, options));
}

function freshnessNotice(
  view: EntityView,
  assessment: Assessment & { part?: string },
  { ontology, labelOf }: FreshnessOptions,
): Notice[] {
  const { state, part, due, overdueDays = 0, verifiedOn, verifiedBy, verifiedIn, changed } = assessment;
  if (state !== 'overdue' && changed !== true) return [];
  const who = { by: verifiedBy, source: verifiedIn && labelOf(verifiedIn) };
  const last = verifiedOn === undefined ? undefined : freshnessTexts.verified(who, formatDay(verifiedOn));
  const name = part === undefined ? undefined : partLabel(part, view.kind, ontology);
  const title = state === 'overdue' ? freshnessTexts.overdue(overdueDays, name) : freshnessTexts.changed(name);
  const text =
    state === 'overdue'
      ? freshnessTexts.lastVerified(last, due && formatDay(due))
      : freshnessTexts.changedSince(last ?? '');
  const verifiers = verifiersOf(view).map((card) => ({ ...presentCard(card, ontology), chip: undefined }));
  return [
    {
      title,
      lines: [
        { items: [{ text }], marks: [] },
        {
          label: freshnessTexts.toVerify,
          items: verifiers.length === 0 ? [{ text: freshnessTexts.anEditor }] : verifiers,
          marks: [],
        },
      ],
    },
  ];
}

/** For lists: a mark on what is overdue. */
export function overdueChip(freshness: Freshness | undefined): Chip | undefined {
  return freshness?.state === 'overdue' ? { text: freshnessTexts.overdueMark, tone: 'warn' } : undefined;
}

/** The parts that a reader may verify by themselves: those with an interval of their own. */
export function verifiableParts(
  { freshness, kind }: EntityView,
  ontology: Ontology,
): { part: string; label: string }[] {
  return (freshness.parts ?? []).map(({ part }) => ({ part, label: partLabel(part, kind, ontology) }));
}

/** Whether a person verified the page, so that there is something to take back. */
export function isVerifiedInKiki({ freshness: { verifiedBy, verifiedIn, part } }: EntityView): boolean {
  return verifiedBy !== undefined && verifiedIn === undefined && part === undefined;
}
