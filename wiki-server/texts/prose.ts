export const proseTexts = {
  deadLink: (address: string) => `${address} is not part of the wiki`,
};
