/** Labels with the property that identifies a node of each. Both engines get a uniqueness constraint on them. */
export const uniqueKeys: readonly (readonly [label: string, property: string])[] = [
  ['Subject', 'ref'],
  ['Passage', 'id'],
  ['Record', 'id'],
  ['PastRecord', 'id'],
  ['Rejection', 'id'],
  ['Merged', 'id'],
  ['Trust', 'id'],
  ['Source', 'name'],
  ['Run', 'id'],
  ['Revision', 'id'],
  ['Embedding', 'id'],
  ['DistinctPair', 'id'],
  ['Proposal', 'id'],
  ['PageReading', 'id'],
  ['Suggestion', 'id'],
  ['Watch', 'id'],
  ['Reader', 'id'],
  ['Asked', 'id'],
  ['Feedback', 'id'],
  ['SlackEvent', 'id'],
  ['SlackQuestion', 'id'],
  ['Outreach', 'id'],
  ['Wish', 'id'],
  ['Lock', 'id'],
  ['Meta', 'id'],
];

/** Other properties that nodes are looked up by. */
export const lookedUp: readonly (readonly [label: string, property: string])[] = [
  ['Passage', 'ref'],
  ['Passage', 'textHash'],
  ['Record', 'source'],
  ['Record', 'ref'],
  ['Record', 'entity'],
  ['Record', 'run'],
  ['Merged', 'merged'],
  ['PastRecord', 'record'],
  ['PastRecord', 'endedBy'],
  ['PastRecord', 'run'],
  ['PastRecord', 'entity'],
  ['Revision', 'ref'],
  ['Revision', 'run'],
  ['Run', 'source'],
  ['Proposal', 'page'],
  ['PageReading', 'reader'],
  ['Suggestion', 'status'],
  ['Suggestion', 'of'],
  ['Watch', 'person'],
  ['Reader', 'feedHash'],
  ['Asked', 'asker'],
  ['Asked', 'state'],
  ['Feedback', 'answer'],
  ['SlackQuestion', 'state'],
  ['Outreach', 'place'],
  ['Outreach', 'person'],
];

/** Version of the graph's form. A graph of another version is not opened. */
export const graphForm = 1;

/** The labels that edges lead between. */
export const edgeEnds: readonly (readonly [from: string, to: string])[] = [
  ['Subject', 'Subject'],
  ['Subject', 'Passage'],
  ['Record', 'Subject'],
  ['Record', 'Source'],
];
