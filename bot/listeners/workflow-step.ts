import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { createAskElsewhere } from '../answering/respond.ts';
import { isRefusal } from '../gate/gate.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import { renderForWorkflow } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { askTexts as texts } from '../texts.ts';
import { anyEmployee } from '../../schema/viewer.ts';

/** The step's id in the manifest. */
export const workflowStep = 'ask_kiki';

const executed = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.object({
    function: z.object({ callback_id: z.string() }),
    function_execution_id: z.string(),
    bot_access_token: z.string().min(1),
    inputs: z.object({ question: z.string().nullish(), user_id: z.string().nullish() }),
  }),
});

export interface WorkflowStepOptions {
  client: webApi.WebClient;
  patience: Patience;
  personGate: PersonGate;
  ask: ReturnType<typeof createAskElsewhere>;
  publicUrl: string;
  questionCharacters: number;
  /** True once for each key, whatever comes twice and to several processes. */
  once: (key: string) => Promise<boolean>;
  logger: BotLogger;
}

/**
 * A workflow asks. Nobody knows where it puts the answer, so it is made of what every employee may read; and it is given only for
 * somebody who would get one himself.
 */
export function onWorkflowStep(options: WorkflowStepOptions) {
  const { client, patience, once, logger } = options;
  return async ({ body, ack }: { body: unknown; ack?: () => Promise<void> }): Promise<void> => {
    await ack?.();
    const parsed = executed.safeParse(body);
    if (!parsed.success) {
      logger.warn('Slack sent a workflow step of unknown form');
      return;
    }
    const { event } = parsed.data;
    if (event.function.callback_id !== workflowStep) return;
    const { function_execution_id: execution, bot_access_token: token } = event;
    try {
      if (!(await once(`step:${execution}`))) return;
      const result = await answer(options, parsed.data);
      // With the workflow's own token, which may do this and nothing else.
      if ('error' in result)
        await patiently(
          () => client.functions.completeError({ function_execution_id: execution, error: result.error, token }),
          patience,
        );
      else
        await patiently(
          () => client.functions.completeSuccess({ function_execution_id: execution, outputs: result, token }),
          patience,
        );
    } catch (error) {
      logger.error(errorFields(error), 'A workflow step could not be ended');
    }
  };
}

type Outputs = Readonly<Record<'answer' | 'found' | 'link', string>>;

async function answer(
  { personGate, ask, publicUrl, questionCharacters }: WorkflowStepOptions,
  { event: { inputs }, team_id: teamId, enterprise_id: enterpriseId }: z.infer<typeof executed>,
): Promise<Outputs | { error: string }> {
  const question = (inputs.question ?? '').trim().slice(0, questionCharacters);
  const user = inputs.user_id ?? '';
  if (question === '') return { error: texts.workflowNoQuestion };
  if (user === '') return { error: texts.workflowNoAsker };
  const admission = await personGate({
    user,
    ...(teamId != null && { teamId }),
    ...(enterpriseId != null && { enterpriseId }),
  });
  if (isRefusal(admission)) return { error: texts.workflowRefused };
  const { viewer } = admission;
  const result = await ask({ question, viewer: { ...anyEmployee, id: viewer.id, name: viewer.name } });
  if (!('answer' in result)) return { error: texts.workflowFailed };
  const { text, link } = renderForWorkflow(result.answer, { publicUrl });
  return { answer: text, found: result.answer.abstained ? 'no' : 'yes', link };
}
