import { readFileSync } from 'node:fs'
import type { ReactElement, ReactNode } from 'react'
import { reactNodes } from './html.ts'

/**
 * How a macro's options become our component's props. `unsupported` are the options (by path) that it does not take:
 * a fixture that uses one is left out, every other one is compared.
 */
export type Adapter = Readonly<{ unsupported: readonly string[]; render: (options: Options) => ReactElement | null }>

/** What a macro was called with; its shape is the component's own affair. */
// biome-ignore lint/suspicious/noExplicitAny: govuk-frontend publishes no types for its fixtures.
export type Options = Record<string, any>
export type Fixture = Readonly<{ name: string; options: Options; html: string }>

export function fixturesOf(component: string): Fixture[] {
  const file = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`
  return JSON.parse(readFileSync(file, 'utf8')).fixtures
}

/** The words of an option given as `text` or `html`. Some options have their own names for the two. */
export function wordsOf(options: Options | undefined, name = ''): ReactNode {
  if (!options) return undefined
  const [asText, asHtml] = name ? [`${name}Text`, `${name}Html`] : ['text', 'html']
  return options[asHtml] ? reactNodes(options[asHtml]) : options[asText]
}

/** `{ text | html, … }` as our `{ text, … }`. */
export function content(options: Options | undefined): Options | undefined {
  if (!options) return undefined
  const { html: _html, text: _text, ...rest } = options
  return { ...rest, attributes: attributesOf(rest.attributes), text: wordsOf(options) }
}

/** The macros also take `{ value, optional }` for an attribute, and drop an optional one that is empty. */
export function attributesOf(given: Options | undefined): Options | undefined {
  if (!given) return undefined
  const entries = Object.entries(given).flatMap(([name, item]) => {
    const value = item !== null && typeof item === 'object' ? item.value : item
    const optional = item !== null && typeof item === 'object' && item.optional === true
    if (optional && (value === null || value === undefined || value === false)) return []
    return [[name, optional && value === true ? '' : (value ?? '')]]
  })
  return Object.fromEntries(entries)
}

/** Every option's path: `items.hint.text`, list positions left out. */
export function paths(options: unknown, before = ''): string[] {
  if (Array.isArray(options)) return options.flatMap((item) => paths(item, before))
  if (options === null || typeof options !== 'object') return []
  return Object.entries(options).flatMap(([name, value]) => {
    const path = before ? `${before}.${name}` : name
    return [path, ...(name === 'attributes' ? [] : paths(value, path))]
  })
}
