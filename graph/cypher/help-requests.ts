/** Statements about questions that were put to a person. They are no part of what Kiki knows. */

/** What is there already stays. */
export const makeHelpRequest = `
  MERGE (h:HelpRequest {id: $id}) SET h.made = coalesce(h.made, $token) RETURN h.made AS made`;

export const putHelpRequest = `
  MATCH (h:HelpRequest {id: $id}) SET h = $properties`;

/** Makes every other transaction that asks for it wait until this one ends. */
export const askForHelpRequest = `
  MATCH (h:HelpRequest {id: $id}) SET h.touched = $token RETURN properties(h) AS properties`;

export const helpRequestById = `
  MATCH (h:HelpRequest {id: $id}) RETURN properties(h) AS properties`;

export const helpRequestByPost = `
  MATCH (h:HelpRequest {post: $post}) RETURN properties(h) AS properties`;

export const helpRequestsBy = `
  MATCH (h:HelpRequest {asker: $asker}) RETURN properties(h) AS properties`;

export const helpRequestsTo = `
  MATCH (h:HelpRequest {person: $person}) RETURN properties(h) AS properties`;

export const helpRequestsIn = `
  MATCH (h:HelpRequest {state: $state}) RETURN properties(h) AS properties`;

export const dueHelpRequests = `
  MATCH (h:HelpRequest) WHERE h.due <= $now
  RETURN properties(h) AS properties, h.due AS due, h.id AS id ORDER BY due ASC, id ASC LIMIT $limit`;

export const helpRequestsBefore = `
  MATCH (h:HelpRequest) WHERE h.at < $before RETURN h.id AS id LIMIT $limit`;

export const deleteHelpRequests = `
  MATCH (h:HelpRequest) WHERE h.id IN $ids DETACH DELETE h`;
