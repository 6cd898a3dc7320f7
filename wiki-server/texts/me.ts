export const meTexts = {
  title: 'My page',
  signedIn: (name: string) => `You are ${name}.`,
  noSignIn:
    'There is no sign-in yet. Whoever uses the machine that Kiki runs on is its administrator, and the server listens on this machine only.',
  ownPage: 'Your page in the wiki',
  mayEdit: 'You may change everything through the API.',
  proposals: 'Proposals to review',
  mayRead: 'You may read everything that all employees may read.',
};
