/** Asking from elsewhere than a message: commands, shortcuts, workflows. */
export const askTexts = {
  searching: 'Looking it up…',
  commandHelp: (examples: readonly string[]) =>
    [
      'I am Kiki, an AI assistant over the company wiki. Ask me in the same line; only you see the answer:',
      ...examples.map((example) => `• /kiki ${example}`),
      'In a channel, mention me to share the answer with everyone there; /kiki settings shows how I answer there.',
    ].join('\n'),
  modalTitle: 'Ask Kiki',
  modalQuestion: 'Your question',
  modalHint: 'The answer comes as a direct message, from what you may read.',
  modalSubmit: 'Ask',
  cancel: 'Cancel',
  emptyQuestion: 'Please write a question.',
  youAsked: 'You asked:',
  noDirect: 'I could not open a direct conversation with you. Please write to me directly.',
  stopped: 'You stopped me.',
  changed: 'You changed your question. I answer what stood there before.',
  askAgain: 'Ask again',
  askAgainSays: 'Ask the question as it stands now',
  tryAgain: 'Try again',
  tryAgainSays: 'Ask this question again',
  workflowNoQuestion: 'This step was given no question. Fill in “Question”.',
  workflowNoAsker: 'This step was not told who asks. Fill in “Asked by” with the person who starts the workflow.',
  workflowRefused: 'The person who asks is no full member of this workspace that the company directory knows.',
  workflowFailed: 'Kiki could not answer just now. Run the workflow again in a few minutes.',
} as const;
