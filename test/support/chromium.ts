import { type Browser, chromium } from 'playwright-core';

/** From CHROMIUM_PATH, else where Debian installs it. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'].concat(
  '--disable-component-update',
  '--disable-sync',
);

/** Chromium for tests and measurements. @throws where there is none */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}
