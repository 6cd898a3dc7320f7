export const asOfTexts = {
  label: 'As Kiki knew it on',
  show: 'Show',
  banner: (day: string) => `As Kiki knew it on ${day}.`,
  how: 'Links lead to the pages of today.',
  before: (first: string | undefined) =>
    first === undefined ? 'Kiki has read nothing yet.' : `Kiki had read nothing then: it began on ${first}.`,
  now: 'See it as it is now',
  notThen: (ref: string) => `${ref} was not known on that day`,
};
