import { z } from 'zod';

/** `?page=`, from 1. What is no number is the first page: an address cut off in a mail should still lead somewhere. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1).catch(1);
