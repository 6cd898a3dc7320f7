import { z } from 'zod';
import type { Settlement } from '../../../graph/curation/settle-dispute.ts';
import type { Dispute } from '../../../graph/store.ts';
import { invalid, notFound } from '../../../schema/errors.ts';
import { peopleSource } from '../../../schema/record.ts';
import { sayingToken } from '../../read/contradictions.ts';
import { contradictionTexts } from '../../texts.ts';
import { hiddenRevision, hiddenText, optionalText, several } from './forms.ts';

/** All forms of a contradiction: which fields are there says which button was pressed. */
export const settleForm = z.object({
  ref: hiddenText,
  name: hiddenText,
  revision: hiddenRevision,
  reason: optionalText,
  right: several,
  now: optionalText,
  earlier: optionalText,
  from: optionalText,
  until: optionalText,
  trust: optionalText,
  untrust: z.literal('1').optional(),
  reopen: z.literal('1').optional(),
});
export type SettleForm = z.infer<typeof settleForm>;

/**
 * What a form says, in terms of what is said now.
 *
 * @throws NotFound, Invalid
 */
export function settlementOf(dispute: Dispute | undefined, form: SettleForm): Settlement {
  if (dispute === undefined)
    throw notFound(`Nothing is said of ${form.name} of ${form.ref}`, { fix: 'Load the list again' });
  if (form.reopen !== undefined) return { reopen: true };
  if (form.untrust !== undefined) return { trust: [] };
  if (form.trust !== undefined) {
    // All that speak here are ranked: between sources of which one is not, nothing is settled.
    const speaking = dispute.says.flatMap(({ sources }) => sources.map(({ source }) => source));
    const ranked = [form.trust, ...dispute.trusted, ...speaking.filter((source) => source !== peopleSource)];
    return { trust: [...new Set(ranked)] };
  }
  if (form.now !== undefined && form.earlier !== undefined) {
    const { from, until = '' } = form;
    const earlier = { says: placeOf(dispute, form.earlier), ...(from !== undefined && { from }), until };
    return { choose: [placeOf(dispute, form.now)], earlier };
  }
  if (form.right.length === 0) throw invalid(contradictionTexts.chooseOne, { fix: contradictionTexts.chooseOneFix });
  return { choose: form.right.map((token) => placeOf(dispute, token)) };
}

function placeOf({ says }: Dispute, token: string): number {
  const place = says.findIndex((saying) => sayingToken(saying) === token);
  if (place === -1) throw invalid(contradictionTexts.unknownChoice, { fix: contradictionTexts.unknownChoiceFix });
  return place;
}
