export const requestTexts = {
  title: 'Ask for this page',
  explanation: 'Those who keep this wiki right then see that somebody missed it.',
  button: (words: string) => `Ask for a page about “${words}”`,
  write: (words: string) => `Write the page “${words}”`,
  question: (words: string) => `A page about: ${words}`,
  thanks: 'Thank you',
  kept: (words: string) => `That a page about “${words}” is missing is kept for those who write them.`,
  home: 'To the front page',
};
