/** Statements about what people say should be otherwise. Who may see one is decided in reads/suggestions.ts. */

export const suggestionsByStatus = `
  MATCH (s:Suggestion {status: $status}) RETURN properties(s) AS properties`;

export const suggestionById = `
  MATCH (s:Suggestion {id: $id}) RETURN properties(s) AS properties`;

export const putSuggestion = `
  MERGE (s:Suggestion {id: $id}) SET s = $properties`;
