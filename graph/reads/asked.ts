import { z } from 'zod';
import { answerMode } from '../../schema/answer.ts';
import { type AskedQuestion, type Feedback, feedbackReasons, type OpenQuestion, surfaces } from '../../schema/asked.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { askedBy, askedById, feedbackOn, openAsked, publicAsked, recentFeedback } from '../cypher/asked.ts';
import type { Row, Run } from '../engine.ts';
import type { AskedReads } from '../store.ts';
import { frequentOf, type FrequentQuestions } from './frequent-questions.ts';
import { flag, map, number, optional, optionalText, text, texts } from './row.ts';

/** Questions that are looked through for those about what somebody answers for. */
const looked = 5_000;

export interface AskedReadsOptions {
  read: Run;
  frequent: Pick<FrequentQuestions, 'read'>;
  /** What a viewer answers for. */
  pagesOf: (viewer: Viewer) => Promise<readonly Ref[]>;
}

export function createAskedReads({ read, frequent, pagesOf }: AskedReadsOptions): AskedReads {
  const feedbackOf = async (answers: readonly string[]): Promise<Feedback[]> => {
    const found: Feedback[] = [];
    for (const batch of inBatches(answers))
      found.push(...(await read({ text: feedbackOn, parameters: { answers: batch } })).map(toFeedback));
    return found;
  };
  const withFeedback = async (asked: readonly AskedQuestion[]): Promise<OpenQuestion[]> => {
    const against = (await feedbackOf(asked.map(({ id }) => id))).filter(({ vote }) => vote === 'down');
    return asked.map((each) => ({
      id: each.id,
      at: each.at,
      question: each.question,
      abstained: each.abstained,
      refs: each.refs,
      against: against
        .filter(({ answer }) => answer === each.id)
        .map(({ at, reason, comment }) => ({ at, ...optional('reason', reason), ...optional('comment', comment) })),
    }));
  };
  return {
    async questionsOf(viewer, limit) {
      const rows = await read({ text: askedBy, parameters: { asker: viewer.id, limit } });
      return rows.map((row) => toAsked(map(row, 'properties')));
    },
    async asked(viewer, id) {
      const [row] = await read({ text: askedById, parameters: { id } });
      const properties = row && map(row, 'properties');
      if (properties?.asker !== viewer.id) return undefined;
      return { ...toAsked(properties), isPublic: optionalText(properties, 'asked') !== undefined };
    },
    async openQuestions(viewer, { since, limit }) {
      if (!viewer.canEdit) return [];
      const rows = await read({ text: openAsked, parameters: { since, limit } });
      return withFeedback(rows.map((row) => toAsked(map(row, 'properties'))));
    },
    async openQuestionsForOwner(viewer, { since, limit }) {
      const pages = new Set(await pagesOf(viewer));
      if (pages.size === 0) return [];
      const rows = await read({ text: openAsked, parameters: { since, limit: looked } });
      const found = rows
        .map((row) => map(row, 'properties'))
        // Of one whose answer not everyone may read, nothing is told to others.
        .filter((row) => optionalText(row, 'asked') !== undefined && texts(row, 'refs').some((ref) => pages.has(ref)));
      return withFeedback(found.slice(0, limit).map(toAsked));
    },
    frequentQuestions: (_viewer, query) => frequent.read(query),
    async askedOfOwner(viewer, { since, limit }) {
      const pages = new Set(await pagesOf(viewer));
      if (pages.size === 0) return { total: 0, pages: [], frequent: [] };
      const rows = await read({ text: publicAsked, parameters: { since, limit: looked } });
      const about = rows
        .filter((row) => text(row, 'asker') !== viewer.id)
        .map((row) => ({ row, refs: texts(row, 'refs').filter((ref) => pages.has(ref)) }))
        .filter(({ refs }) => refs.length > 0);
      const counts = new Map<Ref, number>();
      for (const { refs } of about) for (const ref of refs) counts.set(ref, (counts.get(ref) ?? 0) + 1);
      return {
        total: about.length,
        pages: [...counts]
          .map(([ref, count]) => ({ ref, count }))
          .sort((a, b) => b.count - a.count || (a.ref < b.ref ? -1 : 1)),
        frequent: frequentOf(
          about.map(({ row }) => row),
          limit,
        ),
      };
    },
    async feedback(viewer: Viewer, limit: number) {
      if (!viewer.canEdit) return [];
      const rows = await read({ text: recentFeedback, parameters: { limit } });
      return rows.map(toFeedback);
    },
  };
}

const modelUse = z.object({
  name: z.string(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  steps: z.number(),
});

function toAsked(row: Row): AskedQuestion {
  const model = optionalText(row, 'model');
  return {
    id: text(row, 'id'),
    at: text(row, 'at'),
    asker: text(row, 'asker'),
    surface: z.enum(surfaces).parse(row.surface),
    question: text(row, 'question'),
    mode: answerMode.parse(row.mode),
    abstained: flag(row, 'abstained'),
    text: text(row, 'text'),
    refs: texts(row, 'refs'),
    ...optional('page', optionalText(row, 'page')),
    milliseconds: number(row, 'milliseconds'),
    ...(model !== undefined && { model: modelUse.parse(JSON.parse(model)) }),
  };
}

function toFeedback(row: Row): Feedback {
  const properties = map(row, 'properties');
  const reason = z.enum(feedbackReasons).safeParse(properties.reason);
  return {
    answer: text(properties, 'answer'),
    asker: text(properties, 'asker'),
    at: text(properties, 'at'),
    vote: z.enum(['up', 'down']).parse(properties.vote),
    ...(reason.success && { reason: reason.data }),
    ...optional('comment', optionalText(properties, 'comment')),
  };
}
