import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { RespondTo } from '../slack/response-url.ts';
import type { Place } from './place.ts';
import type { Poster } from './poster.ts';

/**
 * The poster, but what a command asked for appears where it was typed, for the asker alone. Where Slack does not take it there
 * any more, it goes into the direct conversation, which is the place's channel.
 */
export function withCommands(
  poster: Poster,
  { respondTo, logger }: { respondTo: RespondTo; logger: BotLogger },
): Poster {
  const answered = new WeakSet<Place>();
  const post: Poster['post'] = async (place, message, tag) => {
    const { responseUrl, ...direct } = place;
    if (responseUrl === undefined) return poster.post(place, message, tag);
    try {
      // The first takes the place of the line that says that Kiki is looking it up.
      await respondTo(responseUrl, message, { replacing: !answered.has(place) });
      answered.add(place);
      return '';
    } catch (error) {
      logger.info(errorFields(error), 'A command is answered in a direct message');
      delete direct.threadTs;
      return poster.post(direct, message, tag);
    }
  };
  return {
    ...poster,
    post,
    async whisper(place, words, tag) {
      if (place.responseUrl === undefined) await poster.whisper(place, words, tag);
      else await post(place, typeof words === 'string' ? renderLine(words) : words, tag);
    },
  };
}
