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
import { describeIssue } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';

/** Routes whose parameters, query and body are zod schemas: checked by them, typed by them, documented from them. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

export type WikiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;

const names: Readonly<Record<string, string>> = { querystring: 'query', params: 'path' };

/** Checks a part of a request. @throws Invalid, naming the part and what is wrong with it. */
export const checkWithZod: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'request' }) =>
  (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    const problems = result.error.issues.flatMap((issue) => describeIssue(issue)).slice(0, 5);
    return {
      error: invalid(problems.join('; '), {
        where: names[httpPart] ?? httpPart,
        fix: '/api/openapi.json describes what is expected',
      }),
    };
  };

/** Replies are made by our own code, so their schemas document and do not filter. */
export const writeJson: FastifySerializerCompiler<unknown> = () => (data) => JSON.stringify(data);

/** A JSON Schema as OpenAPI 3.1 has it. @param io whether it is what is sent or what comes back */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
