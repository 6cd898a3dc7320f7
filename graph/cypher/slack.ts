/** Statements about questions that came from Slack: which process answers one, and how far it is. They are no part of what Kiki knows. */

/** Each event is of the claim that names it first. */
export const claimSlackEvents = `
  UNWIND $rows AS row MERGE (e:SlackEvent {id: row.id})
  SET e.claim = coalesce(e.claim, row.claim) SET e.at = coalesce(e.at, row.at)
  RETURN e.id AS id, e.claim AS claim`;

/** Each question is of the claim that names it first. */
export const claimSlackQuestions = `
  UNWIND $rows AS row MERGE (q:SlackQuestion {id: row.id})
  SET q.claim = coalesce(q.claim, row.claim) SET q.at = coalesce(q.at, row.at)
  RETURN q.id AS id, q.claim AS claim`;

export const openSlackQuestions = `
  UNWIND $rows AS row MATCH (q:SlackQuestion {id: row.id}) SET q += row.properties`;

/** Questions that a worker still holds. */
export const noteSlackQuestions = `
  UNWIND $rows AS row MATCH (q:SlackQuestion {id: row.id}) WHERE q.worker = $worker AND q.withdrawn IS NULL
  SET q += row.properties RETURN q.id AS id`;

export const finishSlackQuestions = `
  MATCH (q:SlackQuestion) WHERE q.id IN $ids AND q.worker = $worker
  SET q.state = 'done' REMOVE q.worker REMOVE q.place`;

/** Until when a worker holds all questions that are its own: one word for thousands of them. */
export const holdSlackQuestions = `
  MERGE (w:SlackWorker {id: $worker}) SET w.until = $until`;

export const expiredSlackWorkers = `
  MATCH (w:SlackWorker) WHERE w.until < $now RETURN w.id AS id ORDER BY id`;

/** Makes every other transaction that asks for the worker, or renews it, wait until this one ends. */
export const askForSlackWorker = `
  MATCH (w:SlackWorker {id: $id}) SET w.askedBy = $worker RETURN w.until AS until`;

export const slackQuestionsOfWorker = `
  MATCH (q:SlackQuestion {worker: $id})
  RETURN properties(q) AS properties, q.at AS at, q.id AS id ORDER BY at, id LIMIT $limit`;

export const takeSlackQuestions = `
  MATCH (q:SlackQuestion) WHERE q.id IN $ids SET q.worker = $worker`;

export const deleteSlackWorker = `
  MATCH (w:SlackWorker {id: $id}) DELETE w`;

export const oldSlackEvents = `
  MATCH (e:SlackEvent) WHERE e.at < $before RETURN e.id AS id LIMIT $limit`;

export const deleteSlackEvents = `
  MATCH (e:SlackEvent) WHERE e.id IN $ids DETACH DELETE e`;

export const slackQuestionById = `
  MATCH (q:SlackQuestion {id: $id}) RETURN properties(q) AS properties`;

export const withdrawSlackQuestion = `
  MATCH (q:SlackQuestion {id: $id}) SET q.withdrawn = true RETURN properties(q) AS properties`;

export const withdrawSlackQuestionsOf = `
  MATCH (q:SlackQuestion {thread: $thread}) WHERE q.of = $id SET q.withdrawn = true RETURN properties(q) AS properties`;

export const slackQuestionsInThread = `
  MATCH (q:SlackQuestion {thread: $thread}) WHERE q.asker = $asker AND q.at >= $since
  RETURN properties(q) AS properties, q.at AS at, q.id AS id ORDER BY at DESC, id ASC LIMIT 1`;

export const oldSlackQuestions = `
  MATCH (q:SlackQuestion) WHERE q.at < $before AND q.posted IS NULL RETURN q.id AS id LIMIT $limit`;

export const oldAnsweredSlackQuestions = `
  MATCH (q:SlackQuestion) WHERE q.at < $before RETURN q.id AS id LIMIT $limit`;

export const deleteSlackQuestions = `
  MATCH (q:SlackQuestion) WHERE q.id IN $ids DETACH DELETE q`;
