import { bot, directChannel } from '../fake-slack-methods.ts';
import type { FakeSlack } from '../fake-slack.ts';
import { directEvent, type Envelope, mentionEvent } from '../slack-events.ts';
import type { LoadCompany, Topic } from './company.ts';

/** A message to Kiki, or one that is none of its business, and what is to become of it. */
export interface Planned {
  channel: string;
  ts: string;
  user: string;
  /** `answer`: one message with these words. `reply`: one message, which may say that he asks too much. `line`: for the asker alone. */
  expected: 'answer' | 'reply' | 'line' | 'nothing';
  says: string;
}

/** What Slack sends. A question may be in several. */
export interface Delivery {
  event: Envelope;
  /** Slack says how often it has sent this before. */
  retry?: number;
  /** Signed by somebody else. */
  isForged?: true;
}

export interface Load {
  planned: Planned[];
  deliveries: Delivery[];
}

/** Askers of two questions each: one in a channel, one in his direct conversation. */
const questionsOfOne = 2;
const channels = 20;
/** Questions of one who asks without waiting, and so more than he may. */
const burst = 8;

/** What an event is, of every hundred. */
const mix: readonly (readonly [kind: Kind, of100: number])[] = [
  ['question', 64],
  ['again', 12],
  ['double', 6],
  ['bot', 5],
  ['foreign', 5],
  ['about a message', 3],
  ['guest', 2],
  ['shared', 1],
  ['forged', 1],
  ['burst', 1],
];
type Kind =
  'question' | 'again' | 'double' | 'bot' | 'foreign' | 'about a message' | 'guest' | 'shared' | 'forged' | 'burst';

/** People of the company that so many events need. */
export function peopleFor(events: number): number {
  return Math.ceil((events * 0.66) / questionsOfOne);
}

/**
 * So many events, mixed as a busy hour brings them, the same ones for the same number. Slack knows their askers and channels afterwards.
 *
 * @param topics what is asked, in turn
 */
export function planLoad(
  slack: FakeSlack,
  { events, company, topics }: { events: number; company: LoadCompany; topics: readonly Topic[] },
): Load {
  addEveryone(slack, company);
  const kinds = mix.flatMap(([kind, of100]) => Array.from({ length: of100 }, () => kind));
  const random = createRandom();
  const load: Load = { planned: [], deliveries: [] };
  const asked: { event: Envelope; planned: Planned }[] = [];
  let questions = 0;
  let strangers = 0;

  const add = (planned: Planned, event: Envelope, extra: Partial<Delivery> = {}) => {
    load.planned.push(planned);
    load.deliveries.push({ event, ...extra });
  };
  const topicAt = (index: number) => topics[index % topics.length] ?? { question: '', says: '' };
  const say = (
    { channel, user }: { channel: string; user: string },
    expected: Planned['expected'],
    topic: Topic,
  ): Planned => ({ channel, user, expected, says: topic.says, ts: slack.say(channel, user, topic.question) });
  const eventOf = (planned: Planned, topic: Topic, extra: Record<string, unknown> = {}) =>
    planned.channel.startsWith('D')
      ? directEvent({ ...planned, text: topic.question, event: extra })
      : mentionEvent({ ...planned, text: `<@${bot.userId}> ${topic.question}`, event: extra });
  const ask = (place: { channel: string; user: string }, expected: Planned['expected']) => {
    const topic = topicAt(questions);
    const planned = say(place, expected, topic);
    const event = eventOf(planned, topic);
    asked.push({ event, planned });
    return { planned, event };
  };
  /** A question asked before, most often just now. */
  const earlier = () => asked[Math.max(0, asked.length - 1 - Math.floor(random() ** 4 * asked.length))];

  const make: Record<Kind, () => void> = {
    question() {
      const person = Math.floor(questions / questionsOfOne) % company.people.length;
      const user = userId(person);
      const isDirect = questions % questionsOfOne === 1;
      const channel = isDirect ? `D${user}` : `CL${person % channels}`;
      const { planned, event } = ask({ channel, user }, 'answer');
      questions += 1;
      add(planned, event);
    },
    again() {
      const before = earlier();
      if (before !== undefined) load.deliveries.push({ event: before.event, retry: 1 + Math.floor(random() * 3) });
    },
    double() {
      const before = earlier();
      if (before === undefined) return;
      load.deliveries.push({ event: { ...before.event, event_id: `${before.event.event_id}-double` } });
    },
    bot() {
      const topic = topicAt(strangers);
      const planned = say({ channel: `CL${(strangers += 1) % channels}`, user: userId(0) }, 'nothing', topic);
      add(planned, eventOf(planned, topic, { bot_id: 'B9', subtype: 'bot_message' }));
    },
    foreign() {
      const topic = topicAt(strangers);
      const user = `UFOREIGN${(strangers += 1)}`;
      const planned = say({ channel: `CL${strangers % channels}`, user }, 'nothing', topic);
      add(planned, eventOf(planned, topic, { team: 'TOTHER', user_team: 'TOTHER' }));
    },
    'about a message'() {
      const topic = topicAt(strangers);
      const user = userId((strangers += 1) % company.people.length);
      const planned = say({ channel: `D${user}`, user }, 'nothing', topic);
      add(planned, eventOf(planned, topic, { subtype: 'message_changed' }));
    },
    guest() {
      const user = `UGUEST${(strangers += 1)}`;
      slack.addUser(user, { is_restricted: true });
      const planned = say({ channel: `CL${strangers % channels}`, user }, 'line', topicAt(strangers));
      add(planned, eventOf(planned, topicAt(strangers)));
    },
    shared() {
      const user = `UBESIDE${(strangers += 1)}`;
      slack.addUser(user, { profile: { real_name: 'Beside', email: company.people[0]?.email } });
      const planned = say({ channel: 'CSHARED', user }, 'line', topicAt(strangers));
      add(planned, eventOf(planned, topicAt(strangers)));
    },
    forged() {
      const user = userId(0);
      const planned = say({ channel: `CL${strangers % channels}`, user }, 'nothing', topicAt(strangers));
      add(planned, eventOf(planned, topicAt(strangers)), { isForged: true });
    },
    burst() {
      const user = `UHASTY${(strangers += 1)}`;
      slack.addUser(user, { profile: { real_name: 'Hasty', email: company.people[0]?.email } });
      slack.channels.set(`D${user}`, directChannel(`D${user}`, user));
      for (let n = 0; n < burst; n += 1) {
        const { planned, event } = ask({ channel: `D${user}`, user }, 'reply');
        add(planned, event);
      }
    },
  };
  while (load.deliveries.length < events) make[kinds[Math.floor(random() * kinds.length)] ?? 'question']();
  return load;
}

function addEveryone(slack: FakeSlack, { people }: LoadCompany): void {
  for (const [index, { name, email }] of people.entries()) {
    const id = userId(index);
    slack.addUser(id, { profile: { real_name: name, email } });
    slack.channels.set(`D${id}`, directChannel(`D${id}`, id));
  }
  for (let index = 0; index < channels; index += 1) slack.addChannel(`CL${index}`);
  slack.addChannel('CSHARED', { info: { is_ext_shared: true } });
}

const userId = (index: number) => `UL${index}`;

/** The same numbers from 0 to 1 each time. */
function createRandom(): () => number {
  let state = 20_261_129;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
