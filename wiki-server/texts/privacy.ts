import { formatSpan } from '../format.ts';

/** What Kiki does with what people say and ask, in the words of those whom it concerns. */
export const privacyTexts = {
  title: 'What Kiki reads and keeps',
  intro: 'Kiki is run by your company. This page follows from the settings that it runs with.',
  parts: {
    reads: 'What it reads',
    keeps: 'What it keeps',
    sees: 'Who sees what you ask',
    slack: 'In Slack',
    sent: 'What leaves Kiki',
  },
  /** Before and behind the link to the page of sources. */
  connected: ['The ', 'sources', ' that your company connected.'] as const,
  reads: ['What people write in this wiki: edits, suggestions, discussions and replies, each with their name.'],
  keeps: (milliseconds: number) => [
    `Your questions, the answers, what they rest on and what you say of them: ${formatSpan(milliseconds)}, then they are forgotten.`,
    `Questions that you put to a colleague, with the replies: the same time.`,
    'Who changed what and when in a page: as long as the page is there, in its history.',
    'Which pages you watch, and what you want to be told: until you say otherwise.',
  ],
  sees: [
    'You, on “My page”.',
    'Whoever answers for a page sees which questions about it found no good answer, without who asked.',
    'Editors see what was asked and not answered, or answered badly, without who asked; and what was put to colleagues, with names.',
    'What goes to a colleague is shown to you before it is sent.',
  ],
  inSlack: [
    'Kiki reads what is said to it: mentions, direct messages, its commands and shortcuts. Where a channel has switched follow-ups on, also what you write on in a thread in which you asked it.',
    'Answers in channels rest on what every employee may read; answers to you alone on what you may read.',
    'From your account Kiki knows your name, e-mail address, language and time zone, and whether you are a full member. It keeps them for minutes.',
    'The text of messages is in no log. Of each message that Kiki answers it keeps where it stands, to answer once, and to take its answer back when you delete the question.',
  ],
  noModel: 'Answers are looked up and quoted here: no language model is used, and no question goes to one.',
  model: (name: string, address: string | undefined) =>
    `Your question, what you asked before in the same conversation and the pages that it is about go to the language model ${name}${address === undefined ? '' : ` at ${address}`}, which writes the answer.`,
  embeddings: (model: string | undefined) =>
    `To find pages by meaning, questions and pages go to the embedding model${model === undefined ? '' : ` ${model}`} of the same service.`,
  answersInSlack: 'Answers to questions in Slack, and what you ask a colleague there, go to Slack.',
  nothingElse: 'Nothing else is sent anywhere. Kiki reports no use of itself to anybody.',
};
