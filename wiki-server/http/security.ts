import type { FastifyInstance, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { isLoopback } from '../../schema/config.ts';
import { type KikiError, notAllowed } from '../../schema/errors.ts';
import { errorTexts } from '../texts.ts';

export interface SecurityOptions {
  publicUrl: string | undefined;
  allowInsecure: boolean;
}

/** Probes of whoever runs Kiki come under any name, and give nothing away. */
const forAnyHost: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers and checks that every request goes through. */
export function secure(app: FastifyInstance, { publicUrl, allowInsecure }: SecurityOptions): void {
  const isHttps = publicUrl?.startsWith('https:') === true;
  // By itself, not as the plugin for Fastify: that one makes all headers anew for each request.
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', (request, reply, done) => {
    setHeaders(request.raw, reply.raw, (error) => done(error instanceof Error ? error : undefined));
  });
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  const anyHost = allowInsecure && publicHost === undefined;
  app.addHook('onRequest', (request, _reply, done) => {
    const isHostFree = anyHost || forAnyHost.has(pathOf(request));
    const isReading = readingMethods.has(request.method);
    done(
      (isHostFree ? undefined : wrongHost(request, publicHost)) ??
        (isReading ? undefined : wrongOrigin(request, publicUrl)),
    );
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.replace(/\?.*$/s, '');
}

/** A page of another site whose name was made to point at this machine (DNS rebinding) comes with that name as Host. */
function wrongHost(request: FastifyRequest, publicHost: string | undefined): KikiError | undefined {
  const host = request.headers.host ?? '';
  if (host === publicHost || isLoopback(host.replace(/:\d+$/, ''))) return undefined;
  return notAllowed(errorTexts.wrongHost, { fix: errorTexts.wrongHostFix });
}

/** A page of another site may make a browser send a write here; the browser then says from where. */
function wrongOrigin(request: FastifyRequest, publicUrl: string | undefined): KikiError | undefined {
  const { origin, host } = request.headers;
  const refused = notAllowed(errorTexts.wrongOrigin, { fix: errorTexts.wrongOriginFix });
  // Browsers say so also where they leave out the origin; programs say neither.
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'cross-site' ? refused : undefined;
  const isOwn = URL.canParse(origin) && new URL(origin).host === host;
  if (isOwn || (publicUrl !== undefined && origin === new URL(publicUrl).origin)) return undefined;
  return refused;
}
