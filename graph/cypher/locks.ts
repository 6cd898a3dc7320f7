/** Statements about locks, which keep two processes from doing the same work. */

/** Milliseconds on the database's clock, the one clock that all processes on a graph share. */
export const databaseTime = `
  RETURN timestamp() AS now`;

/** Makes every other transaction that asks for the lock wait until this one ends. */
export const askForLock = `
  MERGE (l:Lock {id: $id}) SET l.asked = $token`;

/** As askForLock, for a lock that must be there. */
export const touchLock = `
  MATCH (l:Lock {id: $id}) SET l.asked = $token`;

export const lockState = `
  MATCH (l:Lock {id: $id}) RETURN properties(l) AS properties`;

export const setLock = `
  MATCH (l:Lock {id: $id}) SET l += $properties`;

/** The node stays: deleting it while another transaction waits for it would fail that one. */
export const freeLock = `
  MATCH (l:Lock {id: $id}) WHERE l.token = $token REMOVE l.token REMOVE l.until`;

/** For an engine that one process at a time has open: whoever held a lock before is gone. */
export const freeAllLocks = `
  MATCH (l:Lock) REMOVE l.token REMOVE l.until`;
