import { describeActor } from '../../schema/actor.ts';
import type { AskedQuestion, Feedback } from '../../schema/asked.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import { normaliseName } from '../../schema/names.ts';
import { inBatches } from '../apply/batches.ts';
import {
  askedBefore,
  askedById,
  closeAsked,
  deleteAsked,
  deleteFeedbackOn,
  feedbackOn,
  putAsked,
  putFeedback,
  setAskedState,
} from '../cypher/asked.ts';
import { deleteHelpRequests, helpRequestsBefore } from '../cypher/help-requests.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { flag, map, optional, text } from '../reads/row.ts';
import type { AskedWrites } from '../store.ts';
import { sweep } from './sweep.ts';

/** Characters kept. */
const longest = { question: 2_000, text: 8_000, comment: 2_000 };

export interface AskedWritesOptions {
  engine: Engine;
  now: () => Date;
  /** Called when a question came or went. */
  changed: () => void;
}

export function createAskedWrites({ engine, now, changed }: AskedWritesOptions): AskedWrites {
  return {
    async saveQuestion(_actor, asked, { isPublic }) {
      const properties = toProperties(asked, isPublic);
      await engine.write((run) => run({ text: putAsked, parameters: { id: asked.id, properties } }));
      changed();
    },
    async saveFeedback(_actor, feedback) {
      await engine.write(async (run) => {
        const question = await stored(run, feedback.answer);
        if (question === undefined) throw notFound('This answer is not kept any more', { fix: 'Ask again' });
        const id = `${feedback.answer}|${feedback.asker}`;
        await run({ text: putFeedback, parameters: { id, properties: feedbackProperties(id, feedback) } });
        const votes = await run({ text: feedbackOn, parameters: { answers: [feedback.answer] } });
        const state = stateAfter(feedback, {
          state: text(question, 'state'),
          abstained: flag(question, 'abstained'),
          isCalledBad: votes.some((row) => map(row, 'properties').vote === 'down'),
        });
        await run({ text: setAskedState, parameters: { id: feedback.answer, state } });
      });
    },
    async closeQuestions(actor, ids, how) {
      const closed = { state: how, by: describeActor(actor), at: now().toISOString() };
      for (const some of inBatches(ids))
        await engine.write((run) => run({ text: closeAsked, parameters: { ids: some, ...closed } }));
    },
    async sweepQuestions(_actor, before) {
      const asked = await sweep(engine, { find: askedBefore, before }, async (run, ids) => {
        await run({ text: deleteFeedbackOn, parameters: { answers: ids } });
        await run({ text: deleteAsked, parameters: { ids } });
      });
      changed();
      const ofPeople = await sweep(engine, { find: helpRequestsBefore, before }, deleteHelpRequests);
      return asked + ofPeople;
    },
  };
}

async function stored(run: Run, id: string): Promise<Row | undefined> {
  const [row] = await run({ text: askedById, parameters: { id } });
  return row && map(row, 'properties');
}

/** What one calls bad is to be looked at, also when it was dealt with before; when nobody calls it bad any more, it is fine. */
function stateAfter(
  { vote }: Feedback,
  { state, abstained, isCalledBad }: { state: string; abstained: boolean; isCalledBad: boolean },
): string {
  if (vote === 'down') return 'open';
  return state === 'open' && !isCalledBad && !abstained ? 'fine' : state;
}

function toProperties({ model, ...asked }: AskedQuestion, isPublic: boolean): Row {
  if (asked.id === '') throw invalid('A question without the id of its answer');
  return {
    ...asked,
    question: asked.question.slice(0, longest.question),
    text: asked.text.slice(0, longest.text),
    ...(model && { model: JSON.stringify(model) }),
    state: asked.abstained ? 'open' : 'fine',
    // By which the same question is known again; of one whose answer not everyone may read, nothing is told to others.
    ...(isPublic && optional('asked', normaliseName(asked.question) || undefined)),
  };
}

function feedbackProperties(id: string, { comment, ...feedback }: Feedback): Row {
  const said = comment?.trim().slice(0, longest.comment);
  return { id, ...feedback, ...optional('comment', said === '' ? undefined : said) };
}
