export interface LoadResult {
  answered: number;
  /** HTTP statuses other than 200, and connections that broke. */
  failures: string[];
}

/** Asks a server on loopback `total` questions, `at` of them at a time. */
export async function askLoad(
  url: string,
  { total, at, questions }: { total: number; at: number; questions: readonly string[] },
): Promise<LoadResult> {
  const result: LoadResult = { answered: 0, failures: [] };
  let next = 0;
  const asker = async () => {
    while (next < total) {
      const question = questions[next++ % questions.length];
      const response = await fetch(`${url}/api/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question }),
      });
      const body = (await response.json()) as { question?: string };
      // Every answer must be that of its own question.
      if (response.status === 200 && body.question === question) result.answered += 1;
      else result.failures.push(`${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: at }, asker));
  return result;
}
