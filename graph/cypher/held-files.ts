/** Statements about files that people gave Kiki and that wait to be imported. They are no part of what Kiki knows. */

export const putFilePart = `
  MERGE (p:HeldFilePart {id: $id}) SET p = $properties`;

/** After its parts: a file that is listed is whole. */
export const putHeldFile = `
  MERGE (f:HeldFile {id: $id}) SET f = $properties`;

export const heldFiles = `
  MATCH (f:HeldFile) RETURN properties(f) AS properties`;

export const heldFileById = `
  MATCH (f:HeldFile {id: $id}) RETURN properties(f) AS properties`;

export const fileParts = `
  MATCH (p:HeldFilePart {file: $id}) RETURN p.number AS number, p.content AS content`;

export const noteHeldFile = `
  MATCH (f:HeldFile {id: $id}) SET f.note = $note RETURN f.id AS id`;

export const deleteHeldFiles = `
  MATCH (f:HeldFile) WHERE f.id IN $ids DELETE f`;

export const deletePartsOf = `
  MATCH (p:HeldFilePart) WHERE p.file IN $ids DELETE p`;

export const oldHeldFiles = `
  MATCH (f:HeldFile) WHERE f.at < $before RETURN f.id AS id LIMIT $limit`;

/** Also of files that never became whole. */
export const oldFileParts = `
  MATCH (p:HeldFilePart) WHERE p.at < $before RETURN p.id AS id LIMIT $limit`;

export const deleteFileParts = `
  MATCH (p:HeldFilePart) WHERE p.id IN $ids DELETE p`;
