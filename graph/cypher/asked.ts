/** Statements about questions that were asked, and what askers say of the answers. They are no part of what Kiki knows. */

export const putAsked = `
  MERGE (q:Asked {id: $id}) SET q = $properties`;

export const askedById = `
  MATCH (q:Asked {id: $id}) RETURN properties(q) AS properties`;

export const askedBy = `
  MATCH (q:Asked {asker: $asker}) RETURN properties(q) AS properties, q.at AS at, q.id AS id ORDER BY at DESC, id ASC LIMIT $limit`;

/** Questions that are open: no answer, or a bad one. */
export const openAsked = `
  MATCH (q:Asked {state: 'open'}) WHERE q.at >= $since
  RETURN properties(q) AS properties, q.at AS at, q.id AS id ORDER BY at DESC, id ASC LIMIT $limit`;

/** Questions that were answered from what everyone may read, newest first. */
export const answeredAsked = `
  MATCH (q:Asked) WHERE q.at >= $since AND q.abstained = false AND q.asked IS NOT NULL
  RETURN q.question AS question, q.asked AS asked, q.asker AS asker, q.at AS at, q.id AS id ORDER BY at DESC, id ASC LIMIT $limit`;

/** Questions whose answer, or that there is none, everyone may know. */
export const publicAsked = `
  MATCH (q:Asked) WHERE q.at >= $since AND q.asked IS NOT NULL
  RETURN q.question AS question, q.asked AS asked, q.asker AS asker, q.refs AS refs, q.at AS at, q.id AS id
  ORDER BY at DESC, id ASC LIMIT $limit`;

export const setAskedState = `
  MATCH (q:Asked {id: $id}) SET q.state = $state`;

export const closeAsked = `
  MATCH (q:Asked) WHERE q.id IN $ids SET q.state = $state SET q.closedBy = $by SET q.closedAt = $at`;

export const askedBefore = `
  MATCH (q:Asked) WHERE q.at < $before RETURN q.id AS id LIMIT $limit`;

export const deleteAsked = `
  MATCH (q:Asked) WHERE q.id IN $ids DETACH DELETE q`;

export const putFeedback = `
  MERGE (f:Feedback {id: $id}) SET f = $properties`;

export const feedbackOn = `
  MATCH (f:Feedback) WHERE f.answer IN $answers RETURN properties(f) AS properties, f.at AS at, f.id AS id ORDER BY at DESC, id ASC`;

export const recentFeedback = `
  MATCH (f:Feedback) RETURN properties(f) AS properties, f.at AS at, f.id AS id ORDER BY at DESC, id ASC LIMIT $limit`;

export const deleteFeedbackOn = `
  MATCH (f:Feedback) WHERE f.answer IN $answers DETACH DELETE f`;
