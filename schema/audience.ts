/**
 * Who may read a thing. Every node and edge that can be shown carries one such key; a viewer resolves to the list of keys
 * he may read, and every statement keeps to it.
 */
export type Audience = string;

/** What every employee may read. */
export const everyone: Audience = 'everyone';
