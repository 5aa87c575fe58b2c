import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { browserArguments, browserPath } from './browser.ts'

/** A browser of its own that keeps no cookie at all, as its owner has set it. */
export async function withoutCookies(
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-browser-'))
  mkdirSync(join(folder, 'Default'))
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } }
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(blocked))
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    executablePath: process.env.CHROMIUM ?? browserPath(),
    args: browserArguments,
  })
  context.setDefaultTimeout(20_000)
  try {
    await work(context.pages()[0] ?? (await context.newPage()))
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
