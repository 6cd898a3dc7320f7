import { joinWords } from '../format.ts';
import { count } from './count.ts';

export const rolesTexts = {
  title: 'Users and roles',
  intro:
    'Who may read and change what, as Kiki decides it today. Kiki has no sign-in and no list of users yet, so nothing can be set here.',
  you: 'You',
  youAre: (name: string, id: string) => `${name} (${id})`,
  name: 'Who Kiki takes you for',
  reads: 'Reads',
  changes: 'Changes',
  audiences: (keys: readonly string[]) => `what is for ${joinWords(keys)}`,
  canEdit: 'everything, with your name in the history',
  cannotEdit: 'nothing; may suggest',
  who: 'By way in',
  ways: {
    wiki: 'The wiki, its API and /mcp',
    slack: 'Slack',
    editors: 'Editors',
    channel: 'Slack, in a channel',
    owner: 'Who answers for a page',
    push: 'Senders of pushed sources',
    commands: 'Commands on this machine',
  },
  wiki: {
    loopback:
      'Whoever reaches the server is the local admin: reads and changes everything. Only this machine reaches it.',
    open: 'Whoever reaches the server is the local admin: reads and changes everything. It may listen beyond this machine (KIKI_ALLOW_INSECURE): what stands in front of it alone decides who gets in.',
  },
  slack: (n: number) =>
    `Who has an e-mail address in the graph that Slack has confirmed: reads what everyone may and may suggest; changes nothing unless he is an editor. ${count(n, 'person has', 'people have')} one in the graph now. Others are not answered.`,
  slackOff: 'Slack is not connected.',
  editors: (addresses: readonly string[]) =>
    `Whom kiki.yaml lists under editors (${joinWords(addresses)}): change what they read in Slack as an admin does in the wiki, such as a page of theirs that Kiki asks them about or how Kiki answers in a channel.`,
  noEditors: 'Nobody. kiki.yaml lists none under editors.',
  channel: 'Answers hold only what everyone may read, whoever asks.',
  owner:
    'Owners, else leads, of a page and the members of a team that is one: may verify it and decide suggestions about it, where Kiki knows them by their e-mail address. The wiki takes everyone for the local admin, who may do so anyway.',
  push: (sources: readonly string[]) =>
    `Who knows the token of a source: writes and removes records of that source (${joinWords(sources)}), reads nothing.`,
  noPush: 'No source takes pushes.',
  commands:
    'Whoever may run them with the data folder, or the database’s password, has everything. “kiki ask --as EMAIL” answers as to that person.',
  restricted: 'What is restricted',
  nothingRestricted:
    'Nothing. All that sources say is for everyone: kiki.yaml has no setting that keeps a source, a page or a field to some people. Do not let Kiki read what not everyone may know.',
};
