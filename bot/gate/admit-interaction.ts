import type { Viewer } from '../../schema/viewer.ts';
import { type FormSent, type Interaction, type Press, readPress, readSubmission } from '../listeners/interaction.ts';
import type { BotLogger } from '../slack/log.ts';
import { isRefusal } from './gate.ts';
import type { PersonGate } from './person-gate.ts';

export interface AdmitOptions {
  personGate: PersonGate;
  logger: BotLogger;
}

/** A form that was sent, as it is read. */
export type Submission = NonNullable<ReturnType<typeof readSubmission>>;

/** Acknowledges a press, and gives it with whoever pressed. Undefined for who is refused, which the log says, and for what is no press. */
export async function admitPress(
  { body, ack }: Interaction,
  { personGate, logger }: AdmitOptions,
): Promise<{ press: Press; viewer: Viewer } | undefined> {
  await ack();
  const press = readPress(body);
  if (press === undefined) return undefined;
  const admission = await personGate(press.doer);
  if (!isRefusal(admission)) return { press, viewer: admission.viewer };
  logger.info({ reason: admission.reason }, 'A button did nothing');
  return undefined;
}

/** A form with whoever sent it, who is still to be answered. Undefined, and acknowledged, for who is refused and for what is no form. */
export async function admitForm(
  { body, ack }: FormSent,
  { personGate, logger }: AdmitOptions,
): Promise<{ form: Submission; viewer: Viewer } | undefined> {
  const form = readSubmission(body);
  const admission = form && (await personGate(form.doer));
  if (form !== undefined && admission !== undefined && !isRefusal(admission)) return { form, viewer: admission.viewer };
  await ack();
  logger.info('A form did nothing');
  return undefined;
}
