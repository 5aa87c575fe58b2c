import { relative } from 'node:path'

interface VitestReport {
  testResults: {
    name: string
    message: string
    status: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Which tests of a vitest report failed, each with its file and what it said; a file that did not load by its own words. */
export function failedInVitest({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = relative('.', name)
    const tests = assertionResults.filter((t) => t.status === 'failed')
    if (!tests.length) return status === 'failed' ? [`${file}\n${message}`] : []
    return tests.map((t) => `${file} > ${t.fullName}\n${t.failureMessages.join('\n')}`)
  })
}

interface Suite {
  suites?: Suite[]
  specs: {
    title: string
    file: string
    line: number
    ok: boolean
    tests: { results: { error?: { message?: string } }[] }[]
  }[]
}

/** Which tests of a Playwright report failed, each with its place and what it said. */
export function failedInPlaywright({ suites = [] }: Pick<Suite, 'suites'>): string[] {
  return suites.flatMap((suite) => [
    ...suite.specs
      .filter((s) => !s.ok)
      .map((s) => {
        const said = s.tests.flatMap((t) => t.results.map((r) => r.error?.message ?? ''))
        return `${s.file}:${s.line} > ${s.title}\n${said.join('\n')}`
      }),
    ...failedInPlaywright(suite),
  ])
}
