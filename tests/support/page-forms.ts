import type { Page } from '@playwright/test'

/** One control of a form, as a browser without scripts would send it. */
export interface Control {
  kind: 'text' | 'hidden' | 'choice' | 'list' | 'file'
  name: string
  id: string
  type: string
  numeric: boolean
  value: string
  /** Of a radio or a box: whether it is ticked; of a list: what it offers. */
  checked: boolean
  options: string[]
}

export interface PageForm {
  path: string
  method: 'get' | 'post'
  multipart: boolean
  controls: Control[]
  /** What each of its buttons adds. */
  buttons: { name: string; value: string }[]
}

export interface PageParts {
  forms: PageForm[]
  links: string[]
  /** The ids that the summary of errors leads to. */
  wrong: string[]
  /** Whatever no page of ours is made of: written text that became a part of the page. */
  foreign: string[]
}

/** Takes a page apart by a real browser's reader of HTML, which runs nothing of it. */
export const partsOf = (reader: Page, html: string, url: string): Promise<PageParts> =>
  reader.evaluate(takeApart, { html, url })

function takeApart({ html, url }: { html: string; url: string }): PageParts {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const here = new URL(url)
  const own = (href: string | null) => {
    const to = new URL(href ?? '', here)
    return to.origin === here.origin ? to.pathname + to.search : null
  }
  const control = (e: Element): Control[] => {
    const name = e.getAttribute('name') ?? ''
    if (!name || e.hasAttribute('disabled')) return []
    const type = e.getAttribute('type') ?? 'text'
    const given = {
      name,
      type,
      id: e.id,
      numeric: type === 'number' || e.getAttribute('inputmode') === 'numeric',
      value: e.getAttribute('value') ?? '',
      checked: e.hasAttribute('checked'),
      options: [],
    }
    if (e.localName === 'textarea') return [{ ...given, kind: 'text', type: 'textarea', value: e.textContent ?? '' }]
    if (e.localName === 'select') {
      const options = [...e.querySelectorAll('option')]
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
      const values = options.map((option) => option.getAttribute('value') ?? option.textContent ?? '')
      return [{ ...given, kind: 'list', value: chosen ? values[options.indexOf(chosen)]! : '', options: values }]
    }
    if (type === 'radio' || type === 'checkbox')
      return [{ ...given, kind: 'choice', value: e.getAttribute('value') ?? 'on' }]
    if (type === 'hidden' || type === 'file') return [{ ...given, kind: type }]
    return type === 'submit' || type === 'button' ? [] : [{ ...given, kind: 'text' }]
  }
  const forms = [...page.querySelectorAll('form')].flatMap((form): PageForm[] => {
    const path = own(form.getAttribute('action'))
    if (!path) return []
    const parts = [...form.elements]
    return [
      {
        path,
        method: form.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get',
        multipart: form.getAttribute('enctype') === 'multipart/form-data',
        controls: parts.filter((e) => ['input', 'textarea', 'select'].includes(e.localName)).flatMap(control),
        buttons: parts
          .filter((e) => e.localName === 'button')
          .map((e) => ({ name: e.getAttribute('name') ?? '', value: e.getAttribute('value') ?? '' })),
      },
    ]
  })
  const links = [...page.querySelectorAll('a[href]')].flatMap((a) => {
    const to = own(a.getAttribute('href'))
    return to ? [to] : []
  })
  const wrong = [...page.querySelectorAll('.govuk-error-summary a[href^="#"]')].map((a) =>
    decodeURIComponent(a.getAttribute('href')!.slice(1)),
  )
  const foreign = [...page.querySelectorAll('*')].filter(
    (e) =>
      ['iframe', 'object', 'embed', 'base', 'audio', 'video', 'math', 'animate'].includes(e.localName) ||
      (e.localName === 'script' && !e.hasAttribute('nonce')) ||
      [...e.attributes].some(
        ({ name, value }) =>
          /^(on.*|style|srcdoc)$/.test(name) ||
          (/^(href|src|action|formaction|data|xlink:href)$/.test(name) &&
            /^(javascript|data:text)/i.test(value.trim())),
      ),
  )
  return { forms, links, wrong, foreign: foreign.map((e) => e.outerHTML.slice(0, 200)) }
}
