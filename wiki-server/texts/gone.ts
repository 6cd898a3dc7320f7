export const goneTexts = {
  title: (name: string) => `${name} is no more`,
  explanation: 'It was here and was removed. Its history stays.',
};
