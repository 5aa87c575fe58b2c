import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { adapters } from './adapters.tsx'
import { fixturesOf, paths } from './fixture.ts'
import { outline } from './html.ts'

/** Attributes that only govuk-frontend's own scripts read. Our pages ship none of those scripts. */
const forScripts = [
  'data-module',
  'data-prevent-double-click',
  'data-disable-auto-focus',
  'data-maxlength',
  'data-maxwords',
  'data-threshold',
  'data-count-type',
]
const forScriptsOnly = (name: string) => forScripts.includes(name) || name.startsWith('data-i18n.')

/** The option that keeps a fixture from being compared, if any. */
function leftOutFor(component: string, options: unknown): string | undefined {
  const used = new Set(paths(options))
  return adapters[component]?.unsupported.find((option) => used.has(option))
}

describe.each(Object.entries(adapters))('%s gives the markup of govuk-frontend', (component, adapter) => {
  const fixtures = fixturesOf(component)

  it('leaves no fixture out but for an option it says it does not take', () => {
    const compared = fixtures.filter(({ options }) => !leftOutFor(component, options))
    expect(compared.length).toBeGreaterThan(0)
    const everyPath = new Set(fixtures.flatMap(({ options }) => paths(options)))
    expect(adapter.unsupported.filter((option) => !everyPath.has(option))).toEqual([])
  })

  it.each(fixtures.filter(({ options }) => !leftOutFor(component, options)))('$name', ({ options, html }) => {
    const ours = renderToStaticMarkup(adapter.render(options))
    expect(outline(ours, forScriptsOnly)).toBe(outline(html, forScriptsOnly))
  })
})
