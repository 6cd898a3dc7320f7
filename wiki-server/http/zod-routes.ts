import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifySchemaCompiler,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import { z } from 'zod';
import { check } from '../../schema/check.ts';
import { invalid } from '../../schema/errors.ts';
import { errorTexts } from '../texts.ts';

/** Routes whose parameters, query and body are zod schemas: checked by them, typed by them, documented from them. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

export type WikiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;

/** Checks a part of a request. @throws Invalid, naming the field, what is expected of it and how to go on. */
export const checkWithZod: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = '', url }) =>
  (data: unknown) => {
    const checked = check(schema, data);
    if (checked.ok) return { value: checked.value };
    const fix = url.startsWith('/api/')
      ? errorTexts.apiFix
      : httpPart === 'body'
        ? errorTexts.formFix
        : errorTexts.addressFix;
    return { error: invalid(checked.problems.join('; '), { fix }) };
  };

/** Replies are made by our own code, so their schemas document and do not filter. */
export const writeJson: FastifySerializerCompiler<unknown> = () => (data) => JSON.stringify(data);

/** A JSON Schema as OpenAPI 3.1 has it. @param io whether it is what is sent or what comes back */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
