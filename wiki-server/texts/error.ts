import { count } from './count.ts';

export const errorTexts = {
  notFoundTitle: 'Nothing here',
  notFound: (text: string) => `There is no page “${text}”.`,
  close: 'You may mean',
  failedTitle: 'That did not work',
  failed: 'Something went wrong in Kiki. It has been written to the log.',
  requestId: 'Number of the request, for whoever runs Kiki:',
  unavailableTitle: 'Not available just now',
  badRequestTitle: 'That cannot be done as it was sent',
  notAllowedTitle: 'Not allowed',
  conflictTitle: 'Changed meanwhile',
  apiFix: '/api/openapi.json describes what is expected',
  formFix: 'Go back, correct it and send it again. Nothing was changed, and what you typed is still there',
  addressFix: 'Correct the address, or search for the page',
  tooManyTitle: 'Too many requests at once',
  wrongHost: 'Kiki does not answer under this name.',
  wrongHostFix: 'Open it as http://localhost, or set KIKI_PUBLIC_URL to the address people use.',
  wrongOrigin: 'Another site may not change anything here.',
  wrongOriginFix: 'Send the request without an Origin header, or from Kiki’s own address.',
  tooMany: (seconds: number) => `Try again in ${count(seconds, 'second')}.`,
};
