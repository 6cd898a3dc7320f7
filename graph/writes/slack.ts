import { randomUUID } from 'node:crypto';
import { invalid } from '../../schema/errors.ts';
import { inBatches } from '../apply/batches.ts';
import { databaseTime } from '../cypher/locks.ts';
import {
  askForSlackWorker,
  claimSlackEvents,
  claimSlackQuestions,
  deleteSlackEvents,
  deleteSlackQuestions,
  deleteSlackWorker,
  expiredSlackWorkers,
  finishSlackQuestions,
  holdSlackQuestions,
  noteSlackQuestions,
  oldAnsweredSlackQuestions,
  oldSlackEvents,
  oldSlackQuestions,
  openSlackQuestions,
  slackQuestionById,
  slackQuestionsInThread,
  slackQuestionsOfWorker,
  takeSlackQuestions,
  withdrawSlackQuestion,
  withdrawSlackQuestionsOf,
} from '../cypher/slack.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { flag, map, number, optional, optionalText, text, texts } from '../reads/row.ts';
import type { ClaimedSlackQuestion, SlackClaims, SlackQuestion } from '../store.ts';
import { sweep } from './sweep.ts';

/** Questions a transaction claims: each is up to three writes. */
const batchSize = 200;

/**
 * Who answers a question from Slack. The uniqueness of ids makes one of several claims the first; leases are by the database's
 * clock, as those of locks are.
 */
export function createSlackClaims({ engine, now }: { engine: Engine; now: () => Date }): SlackClaims {
  return {
    async claimSlackQuestions(_actor, { worker, milliseconds, questions }) {
      for (const { id, event } of questions)
        if (id === '' || event === '') throw invalid('A question from Slack without an id');
      const won: boolean[] = [];
      for (const some of inBatches(questions, batchSize)) {
        const at = now().toISOString();
        // Made before the transaction, which may run again after a commit of which no word came back.
        const rows = some.map((question) => ({ question, claim: randomUUID(), at }));
        won.push(...(await engine.write((run) => claim(run, rows, { worker, milliseconds }))));
      }
      return won;
    },
    async noteSlackAnswers(_actor, worker, answers) {
      const held = new Set<string>();
      for (const some of inBatches(answers, batchSize)) {
        const rows = inOrder(some).map(({ id, ...progress }) => ({ id, properties: progressProperties(progress) }));
        const found = await engine.write((run) => run({ text: noteSlackQuestions, parameters: { rows, worker } }));
        for (const row of found) held.add(text(row, 'id'));
      }
      return held;
    },
    async finishSlackQuestions(_actor, worker, ids) {
      for (const some of inBatches(ids, batchSize))
        await engine.write((run) => run({ text: finishSlackQuestions, parameters: { ids: [...some].sort(), worker } }));
    },
    renewSlackQuestions: (_actor, { worker, milliseconds }) =>
      engine.write(async (run) => {
        await hold(run, worker, (await clock(run)) + milliseconds);
      }),
    takeOverSlackQuestions: (_actor, { worker, milliseconds, limit }) =>
      engine.write(async (run) => {
        const now = await clock(run);
        const taken: SlackQuestion[] = [];
        for (const row of await run({ text: expiredSlackWorkers, parameters: { now } })) {
          if (taken.length === limit) break;
          taken.push(...(await takeFrom(run, text(row, 'id'), { worker, now, limit: limit - taken.length })));
        }
        if (taken.length > 0) await hold(run, worker, now + milliseconds);
        return taken;
      }),
    async sweepSlackQuestions(_actor, before) {
      const events = await sweep(engine, { find: oldSlackEvents, before }, deleteSlackEvents);
      const questions = await sweep(engine, { find: oldSlackQuestions, before }, deleteSlackQuestions);
      return events + questions;
    },
    sweepAnsweredSlackQuestions: (_actor, before) =>
      sweep(engine, { find: oldAnsweredSlackQuestions, before }, deleteSlackQuestions),
    withdrawSlackQuestion: (_actor, { id, thread }) =>
      engine.write(async (run) => {
        const own = await run({ text: withdrawSlackQuestion, parameters: { id } });
        const again = await run({ text: withdrawSlackQuestionsOf, parameters: { id, thread } });
        return [...own, ...again].map((row) => toClaimed(map(row, 'properties')));
      }),
    async slackQuestion(_actor, id) {
      const [row] = await engine.read({ text: slackQuestionById, parameters: { id } });
      return row && toClaimed(map(row, 'properties'));
    },
    async slackQuestionIn(_actor, { thread, asker, since }) {
      const [row] = await engine.read({ text: slackQuestionsInThread, parameters: { thread, asker, since } });
      return row && toClaimed(map(row, 'properties'));
    },
  };
}

interface ClaimRow {
  question: SlackQuestion & { event?: string };
  claim: string;
  at: string;
}

/** In the order of ids, so that two processes that claim the same ones do not wait for each other. */
async function claim(
  run: Run,
  rows: readonly ClaimRow[],
  { worker, milliseconds }: { worker: string; milliseconds: number },
): Promise<boolean[]> {
  const events = rows.flatMap(({ question, ...row }) =>
    question.event === undefined ? [] : [{ id: question.event, ...row }],
  );
  const questions = rows.map(({ question: { id }, ...row }) => ({ id, ...row }));
  const lost = new Set<string>();
  for (const [statement, named] of [
    [claimSlackEvents, inOrder(events)],
    [claimSlackQuestions, inOrder(questions)],
  ] as const) {
    const standing = await run({ text: statement, parameters: { rows: named } });
    const holder = new Map(standing.map((row) => [text(row, 'id'), text(row, 'claim')]));
    for (const each of named) if (holder.get(each.id) !== each.claim) lost.add(each.claim);
  }
  const own = inOrder(rows.filter((row) => !lost.has(row.claim)).map(({ question }) => question));
  // Another process must not find them without whoever holds them.
  await hold(run, worker, (await clock(run)) + milliseconds);
  await run({
    text: openSlackQuestions,
    parameters: {
      rows: own.map((question) => ({
        id: question.id,
        properties: { state: 'open', worker, ...placeProperties(question), ...progressProperties(question) },
      })),
    },
  });
  return rows.map((row) => !lost.has(row.claim));
}

async function hold(run: Run, worker: string, until: number): Promise<void> {
  await run({ text: holdSlackQuestions, parameters: { worker, until } });
}

/** Gives a worker what another left, which is forgotten when it has left nothing. */
async function takeFrom(
  run: Run,
  id: string,
  { worker, now, limit }: { worker: string; now: number; limit: number },
): Promise<SlackQuestion[]> {
  const [standing] = await run({ text: askForSlackWorker, parameters: { id, worker } });
  // Another process may have been here, so that the worker is gone, or it may have come back, while this one waited.
  if (typeof standing?.until !== 'number' || standing.until >= now) return [];
  const rows = await run({ text: slackQuestionsOfWorker, parameters: { id, limit } });
  if (rows.length === 0) await run({ text: deleteSlackWorker, parameters: { id } });
  else await run({ text: takeSlackQuestions, parameters: { ids: rows.map((row) => text(row, 'id')), worker } });
  return rows.map((row) => toQuestion(map(row, 'properties')));
}

function inOrder<T extends { id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function clock(run: Run): Promise<number> {
  const [row] = await run({ text: databaseTime });
  return number(row ?? {}, 'now');
}

function placeProperties({ place, thread, asker, of }: SlackQuestion): Row {
  return {
    place: JSON.stringify(place),
    ...optional('thread', thread),
    ...optional('asker', asker),
    ...optional('of', of),
  };
}

function progressProperties({ answer, parts, messages, posted }: Omit<Partial<SlackQuestion>, 'id' | 'place'>): Row {
  return {
    ...optional('answer', answer),
    ...optional('parts', parts),
    ...(messages && { messages: [...messages] }),
    ...(posted && { posted: [...posted] }),
  };
}

function toClaimed(row: Row): ClaimedSlackQuestion {
  const posted = texts(row, 'posted');
  const messages = texts(row, 'messages');
  return {
    id: text(row, 'id'),
    at: text(row, 'at'),
    isDone: row.state === 'done',
    isWithdrawn: flag(row, 'withdrawn'),
    ...optional('answer', optionalText(row, 'answer')),
    ...optional('thread', optionalText(row, 'thread')),
    ...optional('asker', optionalText(row, 'asker')),
    ...(posted.length > 0 && { posted }),
    ...(messages.length > 0 && { messages }),
  };
}

function toQuestion(row: Row): SlackQuestion {
  const messages = texts(row, 'messages');
  return {
    id: text(row, 'id'),
    place: JSON.parse(text(row, 'place')) as Record<string, string>,
    ...optional('answer', optionalText(row, 'answer')),
    ...(row.parts != null && { parts: number(row, 'parts') }),
    ...(messages.length > 0 && { messages }),
  };
}
