/** The day of a time, ISO. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** Whether a relation holds on a day. Its first and last day count. */
export function holdsOn(
  edge: { ended?: boolean | undefined; from?: string | undefined; until?: string | undefined },
  day: string,
): boolean {
  return edge.ended !== true && (edge.from ?? '').slice(0, 10) <= day && (edge.until ?? '9999').slice(0, 10) >= day;
}
