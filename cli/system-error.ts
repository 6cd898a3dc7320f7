/** The code of an error of the operating system (`ENOENT`, `EACCES` …), or undefined for any other thrown value. */
export function systemCode(error: unknown): string | undefined {
  const isSystemError = typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
  return isSystemError && typeof error.code === 'string' ? error.code : undefined;
}
