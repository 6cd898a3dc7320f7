import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { invalid, type KikiError, notAllowed, notFound, unavailable } from '../../../schema/errors.ts';

const where = 'embedding endpoint';

/** What the endpoint's refusal means for who runs Kiki. The words of the endpoint are kept, but for 401 and 403: they may repeat the key. */
export function endpointError(error: unknown, model: string): KikiError {
  if (error instanceof APIConnectionTimeoutError) {
    return unavailable('It did not answer in time', { where, cause: error });
  }
  if (error instanceof APIConnectionError) {
    return unavailable(`It can't be reached (${causeOf(error)})`, {
      where,
      fix: 'Check OPENAI_BASE_URL',
      cause: error,
    });
  }
  if (!(error instanceof APIError)) return unavailable('It failed', { where, cause: error });
  const said = error.message.slice(0, 300); // begins with the status
  switch (error.status) {
    case 401:
    case 403:
      return notAllowed(`It refuses the key (status ${error.status})`, { where, fix: 'Check OPENAI_API_KEY' });
    case 404:
      return notFound(`It does not know the model "${model}", or is not there (${said})`, {
        where,
        fix: 'Check KIKI_EMBEDDING_MODEL and OPENAI_BASE_URL',
        cause: error,
      });
    case 400:
    case 413:
    case 422:
      return invalid(`It refuses the text (${said})`, { where, cause: error });
    default:
      return unavailable(`It failed (${said})`, { where, cause: error });
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? causeOf(error.cause) : error.message;
}
