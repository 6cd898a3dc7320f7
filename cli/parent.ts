/**
 * Calls back when the process that started this one is gone. npm ends without passing a signal on, and would leave a server behind
 * that nobody knows of; a server that was started by itself may outlive its shell.
 */
export function whenOrphaned({
  ppid,
  environment,
  then,
}: {
  ppid: () => number;
  environment: Readonly<Record<string, string | undefined>>;
  then: () => void;
}): NodeJS.Timeout | undefined {
  if (environment.npm_lifecycle_event === undefined) return undefined;
  const parent = ppid();
  const timer = setInterval(() => {
    if (ppid() === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  return timer.unref();
}
