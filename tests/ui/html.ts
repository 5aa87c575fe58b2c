import { Window } from 'happy-dom'
import { createElement, Fragment, type ReactNode } from 'react'

const window = new Window()

export function parse(html: string) {
  const holder = window.document.createElement('div')
  holder.innerHTML = html
  return holder
}

type Parent = ReturnType<typeof parse>

/** React's names for the attributes that it does not take in HTML's own spelling. */
const reactNames: Record<string, string> = {
  class: 'className',
  for: 'htmlFor',
  autocomplete: 'autoComplete',
  maxlength: 'maxLength',
}

/** `max-width: 10em; color: red` as React wants it. */
function styleOf(css: string): Record<string, string> {
  const rules = css.split(';').map((rule) => rule.split(':').map((part) => part.trim()))
  return Object.fromEntries(
    rules.flatMap(([name, value]) =>
      name && value ? [[name.replace(/-./g, (s) => s.charAt(1).toUpperCase()), value]] : [],
    ),
  )
}

function nodes(parent: Parent): ReactNode[] {
  return [...parent.childNodes].map((child, index) => {
    if (child.nodeType === 3) return child.textContent
    if (child.nodeType !== 1) return null
    const element = child as unknown as Parent
    const attributes = Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [
        reactNames[name] ?? name,
        name === 'style' ? styleOf(value ?? '') : value,
      ]),
    )
    const content = nodes(element)
    return createElement(element.tagName.toLowerCase(), { key: index, ...attributes }, ...content)
  })
}

/** A piece of HTML as React nodes: what a page would write in the place of a macro's `html` option. */
export function reactNodes(html: string): ReactNode {
  return createElement(Fragment, null, ...nodes(parse(html)))
}

const text = (words: string) => words.replace(/\s+/g, ' ')

function tidyValue(name: string, value: string): string {
  if (name === 'class') return value.split(/\s+/).filter(Boolean).sort().join(' ')
  return name === 'style' ? value.replace(/\s|;$/g, '') : text(value).trim()
}

function attributeLines(element: Parent, leftOut: (name: string) => boolean): string[] {
  return [...element.attributes]
    .filter(({ name }) => !leftOut(name))
    .map(({ name, value }) => {
      const tidy = tidyValue(name, value ?? '')
      // Written as `disabled`, `disabled=""` or `disabled="disabled"`, it is the same.
      return booleans.has(name) ? name : `${name}="${tidy}"`
    })
    .sort()
}

const booleans = new Set(['checked', 'disabled', 'selected', 'open', 'multiple', 'hidden'])

function lines(parent: Parent, leftOut: (name: string) => boolean, depth: number): string[] {
  const out: string[] = []
  for (const child of parent.childNodes) {
    const indent = '  '.repeat(depth)
    if (child.nodeType === 3) {
      const words = text(child.textContent ?? '').trim()
      const last = out.at(-1)
      if (words && last?.startsWith(`${indent}"`)) out[out.length - 1] = `${last} ${words}`
      else if (words) out.push(`${indent}"${words}`)
    } else if (child.nodeType === 1) {
      const element = child as unknown as Parent
      out.push([`${indent}<${element.tagName.toLowerCase()}`, ...attributeLines(element, leftOut)].join(' '))
      out.push(...lines(element, leftOut, depth + 1))
    }
  }
  return out
}

/** HTML as an outline that does not depend on the order of attributes and classes or on white space. */
export function outline(html: string, leftOut: (name: string) => boolean = () => false): string {
  return lines(parse(html), leftOut, 0).join('\n')
}
