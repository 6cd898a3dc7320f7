/** Statements about what people discuss on pages. A thread stays at home with the ref that it was begun on. */

export const threadsOfRefs = `
  MATCH (t:Thread) WHERE t.ref IN $refs RETURN properties(t) AS properties`;

export const threadById = `
  MATCH (t:Thread {id: $id}) RETURN properties(t) AS properties`;

export const openThreadCounts = `
  MATCH (t:Thread {state: 'open'}) RETURN t.ref AS ref, count(t) AS count`;

export const putThread = `
  MERGE (t:Thread {id: $id}) SET t = $properties`;

export const deleteThread = `
  MATCH (t:Thread {id: $id}) DELETE t`;

export const commentsOfThreads = `
  MATCH (c:Comment) WHERE c.thread IN $threads RETURN properties(c) AS properties, c.at AS at ORDER BY at, c.id`;

export const commentById = `
  MATCH (c:Comment {id: $id}) RETURN properties(c) AS properties`;

export const putComment = `
  MERGE (c:Comment {id: $id}) SET c = $properties`;

export const deleteCommentsOf = `
  MATCH (c:Comment {thread: $thread}) DELETE c`;

export const noticesFor = `
  MATCH (n:Notice) WHERE n.to IN $keys RETURN properties(n) AS properties, n.at AS at ORDER BY at DESC, n.id LIMIT $limit`;

export const putNotices = `
  UNWIND $rows AS row MERGE (n:Notice {id: row.id}) SET n = row`;

export const deleteNoticesOf = `
  MATCH (n:Notice {comment: $comment}) DELETE n`;

export const markNoticesRead = `
  MATCH (n:Notice) WHERE n.id IN $ids SET n.isRead = true`;
