import { defineConfig } from '@playwright/test'
import { browserArguments, browserPath } from './support/browser.ts'

const reports = process.env.REPORTS ?? '.cache/reports'

/** Everything that needs a browser or a running server. Each worker has a server and a database of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/**/*.spec.ts', 'attacks/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: '../test-results',
  globalSetup: './support/global-setup.ts',
  // A third fills the two cores while the others wait for a page.
  workers: 3,
  timeout: 120_000,
  // A server that is asked for the first time by three workers at once may need longer than the usual 5 s.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `../${reports}/playwright.json` }]],
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? browserPath(), args: browserArguments },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'off',
    // A control that is not there fails soon, and names itself, instead of using up the whole test's time.
    actionTimeout: 20_000,
  },
})
