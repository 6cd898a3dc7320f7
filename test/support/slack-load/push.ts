import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { FakeSlack } from '../fake-slack.ts';
import { signature } from '../slack-events.ts';
import type { Delivery } from './plan.ts';

/** How deliveries were received. */
export interface Pushed {
  /** Milliseconds until each acknowledgement, sorted. */
  acknowledged: number[];
  /** How often Slack had to send something again. */
  sentAgain: number;
  /** Deliveries that were not acknowledged however often they came. */
  given: Delivery[];
  /** Forged ones that were not refused. */
  believed: Delivery[];
  /** How often each status came back. */
  statuses: Map<number, number>;
}

/** When Slack gives up waiting. */
const patience = 3000;
/** Waits before it sends again; Slack's are 0, one minute and five. */
const waits = [0, 1000, 5000, 15_000, 30_000];

/**
 * Delivers over HTTP as Slack does, so many at a time: what is not acknowledged in three seconds comes again.
 *
 * @param targets the processes behind the balancer, now
 * @param onAcknowledged gets how many are acknowledged so far
 */
export async function pushOverHttp(
  deliveries: readonly Delivery[],
  {
    targets,
    at,
    onAcknowledged = () => undefined,
  }: { targets: () => readonly string[]; at: number; onAcknowledged?: (count: number) => void },
): Promise<Pushed> {
  const pushed: Pushed = { acknowledged: [], sentAgain: 0, given: [], believed: [], statuses: new Map() };
  const dispatcher = new Agent({ connections: at, bodyTimeout: patience, headersTimeout: patience });
  let [next, turn] = [0, 0];

  const send = async ({ event, isForged }: Delivery, retry: number): Promise<number> => {
    const body = JSON.stringify(event);
    const all = targets();
    const response = await request(`${all[(turn += 1) % all.length] ?? ''}/slack/events`, {
      method: 'POST',
      body,
      dispatcher,
      headers: {
        'content-type': 'application/json',
        ...signature(body, undefined, ...(isForged === true ? ['somebody else'] : [])),
        ...(retry > 0 && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
      },
    });
    await response.body.dump();
    return response.statusCode;
  };
  const deliver = async (delivery: Delivery): Promise<void> => {
    for (const [attempt, wait] of waits.entries()) {
      if (attempt > 0) pushed.sentAgain += 1;
      await pause(wait);
      const start = performance.now();
      const status = await send(delivery, (delivery.retry ?? 0) + attempt).catch(() => 0);
      // Slack does not send again what is refused, and nobody else gets more than that word.
      if (delivery.isForged === true && status === 401) return;
      if (delivery.isForged === true && status === 200) pushed.believed.push(delivery);
      if (status !== 0) pushed.statuses.set(status, (pushed.statuses.get(status) ?? 0) + 1);
      if (status !== 200) continue;
      pushed.acknowledged.push(performance.now() - start);
      onAcknowledged(pushed.acknowledged.length);
      return;
    }
    pushed.given.push(delivery);
  };
  const connection = async () => {
    for (let delivery = deliveries[next++]; delivery !== undefined; delivery = deliveries[next++])
      await deliver(delivery);
  };
  await Promise.all(Array.from({ length: at }, connection));
  await dispatcher.close();
  pushed.acknowledged.sort((a, b) => a - b);
  return pushed;
}

/** Delivers over Socket Mode, at most so many not acknowledged at a time. Nothing is signed there, so forged ones are left out. */
export async function pushOverSocket(
  slack: FakeSlack,
  deliveries: readonly Delivery[],
  { at }: { at: number },
): Promise<Pushed> {
  const { socket } = slack;
  const sent = new Map<string, { delivery: Delivery; start: number }>();
  for (const delivery of deliveries.filter(({ isForged }) => isForged !== true)) {
    while (sent.size - socket.acknowledged.length >= at) await pause(1);
    const { event, retry = 0 } = delivery;
    const id = socket.push(event, { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' });
    sent.set(id, { delivery, start: performance.now() });
  }
  const end = Date.now() + patience;
  while (socket.acknowledged.length < sent.size && Date.now() < end) await pause(5);
  const pushed: Pushed = { acknowledged: [], sentAgain: 0, given: [], believed: [], statuses: new Map() };
  for (const [id, { delivery, start }] of sent) {
    const acknowledgedAt = socket.acknowledgedAt.get(id);
    if (acknowledgedAt === undefined) pushed.given.push(delivery);
    else pushed.acknowledged.push(acknowledgedAt - start);
  }
  pushed.acknowledged.sort((a, b) => a - b);
  return pushed;
}

/** The value below which so large a share is. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
