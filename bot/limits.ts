/** Every number that bounds what the bot does. Tests pass smaller ones. */
export const defaultLimits = {
  /** Milliseconds for one call to Slack. */
  callMilliseconds: 8000,
  /** Attempts at one call that gets lost. */
  attempts: 3,
  /** When Slack asks for longer waits (429) than this together, the call is given up. */
  longestWaitSeconds: 60,
  /** Wait before a call that got lost is made again; doubles with each attempt. */
  retrySeconds: 0.5,
  /** How long Slack's word about a person or a channel holds. */
  personSeconds: 300,
  channelSeconds: 60,
  /** How long it counts where somebody looked in Slack. */
  lookingSeconds: 600,
  /** How long it holds which channels Kiki is in. */
  joinedSeconds: 600,
  /** How often Kiki looks whether something is to be done about questions to people. */
  helpSeconds: 15,
  /**
   * How long an event is remembered so that its copies are dropped: Slack sends delayed events for a day. In memory so many at most; the
   * graph has them all.
   */
  claimSeconds: 25 * 3600,
  claims: 50_000,
  /** How long a process that stops without a word keeps its unfinished questions from the others, and how often it says that it goes on. */
  leaseSeconds: 30,
  renewSeconds: 8,
  /** Of one asker. */
  questionsPerMinute: 5,
  questionsAtOnce: 2,
  /** Of all askers together; the others wait, and are told how many come before them. */
  answersAtOnce: 32,
  /** Questions of which person, channel and thread are read at once; the others wait unseen, for a moment. */
  preparedAtOnce: 32,
  /** How long answers wait at most while events wait for their acknowledgement. */
  calmSeconds: 120,
  /** Longest time in the queue. */
  queueSeconds: 600,
  /** How long after a question its asker may go on in the thread without a mention, where a channel has that switched on. */
  followUpMinutes: 30,
  questionCharacters: 4000,
  historyTurns: 20,
  historyCharacters: 8000,
  /** Threads in channels whose last turns are remembered. */
  rememberedThreads: 1000,
  /** From the end of the queue to the end of the answer. */
  answerSeconds: 150,
  /** Slack closes a stream after five minutes; Kiki closes it before. */
  streamSeconds: 240,
  /** Characters gathered before the next piece is sent to a stream. */
  streamPiece: 256,
  /** The same when Slack asked for a wait (429) in the last minute. */
  limitedStreamPiece: 1024,
  /** When Slack asks for a longer wait (429), the rest of an answer is not shown live. */
  livePauseSeconds: 5,
  /** On stop: time for answers to finish, then for saying that they will not. */
  drainSeconds: 20,
  farewellSeconds: 5,
  /** How often Kiki looks whom it has something to say to. */
  outreachSeconds: 600,
};
export type BotLimits = typeof defaultLimits;
