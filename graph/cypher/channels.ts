/** Statements about what channels of Slack have chosen. They are no part of what Kiki knows. */

export const channelById = `
  MATCH (c:ChannelSettings {id: $id}) RETURN properties(c) AS properties`;

export const allChannels = `
  MATCH (c:ChannelSettings) RETURN properties(c) AS properties`;

/** Makes every other transaction that changes it wait until this one ends. */
export const askForChannel = `
  MERGE (c:ChannelSettings {id: $id}) SET c.touched = $token RETURN properties(c) AS properties`;

export const putChannel = `
  MATCH (c:ChannelSettings {id: $id}) SET c = $properties`;

export const deleteChannel = `
  MATCH (c:ChannelSettings {id: $id}) DELETE c`;

export const putChannelChange = `
  MERGE (c:ChannelChange {id: $id}) SET c = $properties`;

export const channelChanges = `
  MATCH (c:ChannelChange) RETURN properties(c) AS properties, c.at AS at, c.id AS id ORDER BY at DESC, id ASC LIMIT $limit`;
