import type { Turn } from '../../schema/answer.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { mentionedUsers, questionText } from '../listeners/question-text.ts';
import { slackFailure } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { displayName, type People } from '../slack/people.ts';
import { texts } from '../texts.ts';
import type { Place } from './place.ts';
import type { RecentTurns } from './recent-turns.ts';
import type { ThreadQuery } from './thread-history.ts';

export interface QuestionReader {
  /** The question in plain words, with the names of the people it mentions. Empty if there is none. */
  question(incoming: Incoming): Promise<string>;
  /** The conversation before it; notes tell the asker what could not be read. Never throws. */
  history(incoming: Incoming, place: Place): Promise<{ turns: Turn[]; notes: string[] }>;
}

export interface QuestionReaderOptions {
  home: () => Home;
  people: People;
  recent: RecentTurns;
  /** Whether Kiki may read what is written in a channel. */
  mayRead: (channel: string) => Promise<boolean>;
  readThread: (query: ThreadQuery) => Promise<Turn[]>;
  logger: BotLogger;
}

export function createQuestionReader({
  home,
  people,
  recent,
  mayRead,
  readThread,
  logger,
}: QuestionReaderOptions): QuestionReader {
  const nameOf = async (user: string): Promise<[string, string][]> => {
    try {
      const name = displayName(await people.find(user));
      return name === undefined ? [] : [[user, name]];
    } catch (error) {
      logger.info({ code: slackFailure(error).code }, 'The name of a mentioned person could not be read');
      return [];
    }
  };
  return {
    async question({ text }) {
      const { userId } = home();
      const names = await Promise.all(mentionedUsers(text, userId).map(nameOf));
      return questionText(text, userId, new Map(names.flat()));
    },
    async history({ threadTs, ts }, place) {
      if (threadTs === undefined) return { turns: [], notes: [] };
      const remembered = place.isDirect ? [] : recent.recall(threadKey(place));
      try {
        // Another process may have answered before; what the asker alone read is in no thread.
        if (remembered.length > 0 || !(place.isDirect || (!place.isForAsker && (await mayRead(place.channel)))))
          return { turns: remembered, notes: [] };
        const query = { channel: place.channel, threadTs, before: ts, asker: place.asker };
        return { turns: await readThread(query), notes: [] };
      } catch (error) {
        logger.warn({ code: slackFailure(error).code }, 'The earlier messages of a thread could not be read');
        return { turns: [], notes: [texts.withoutHistory] };
      }
    },
  };
}

/** Names a thread among all that Kiki is in. */
export function threadKey({ channel, threadTs = '', isForAsker, asker }: Place): string {
  // What one alone read stays his own, also when all read what is answered there later.
  return isForAsker ? `${channel}:${threadTs}:${asker}` : `${channel}:${threadTs}`;
}
