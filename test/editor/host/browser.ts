import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { Missing } from './missing.ts';
import { onPath } from './on-path.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Headless, and silent towards the network: every name but this machine's own is unknown. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

/** The Chromium that CHROMIUM names, else the first on PATH. */
export function findChromium(): string {
  const found = process.env.CHROMIUM ?? onPath(NAMES);
  if (found === undefined || !existsSync(found)) {
    throw new Missing(
      'No Chromium found: install it (Debian: `apt-get install chromium`), or set CHROMIUM to its path.',
    );
  }
  return found;
}

/** For tests that are left out where there is none. */
export function chromiumOrNone(): string | undefined {
  try {
    return findChromium();
  } catch (error) {
    if (error instanceof Missing) return undefined;
    throw error;
  }
}

/** VS Code for the Web has its web views on other hosts of this machine. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

export function launchBrowser(executablePath: string, profile: string): Promise<BrowserContext> {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: FLAGS,
  });
}
