import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { chartSpecimens } from '../../app/ui/pages/components-charts.tsx'
import { formSpecimens } from '../../app/ui/pages/components-forms.tsx'
import { partSpecimens } from '../../app/ui/pages/components-parts.tsx'
import type { Words } from '../../app/ui/pages/components-samples.ts'
import { parse } from './html.ts'

const samples = (language: string): Words =>
  JSON.parse(readFileSync(`locales/${language}/components.json`, 'utf8')).samples

const sides = [
  { direction: 'ltr' as const, locale: 'en-GB', t: samples('en'), id: (name: string) => `ltr-${name}` },
  { direction: 'rtl' as const, locale: 'ur', t: samples('ur'), id: (name: string) => `rtl-${name}` },
]

describe.each([...formSpecimens, ...partSpecimens, ...chartSpecimens])('$name', ({ draw }) => {
  const complaints = vi.spyOn(console, 'error')
  let html = ''
  beforeAll(() => {
    html = sides.map((side) => renderToStaticMarkup(<div>{draw(side)}</div>)).join('')
  })

  it('gives React nothing to complain of', () => {
    expect(complaints).not.toHaveBeenCalled()
  })

  it('obeys the Content-Security-Policy: no inline style, no script', () => {
    expect(html).not.toMatch(/\sstyle=|<script|\son\w+=|javascript:/)
  })

  it('has every id once, and every reference leads to one', () => {
    const page = parse(html)
    const ids = [...page.querySelectorAll('[id]')].map((element) => element.getAttribute('id') ?? '')
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const pointed = [...page.querySelectorAll('[aria-describedby], [aria-labelledby], [for]')].flatMap((element) =>
      ['aria-describedby', 'aria-labelledby', 'for'].flatMap((name) =>
        (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean),
      ),
    )
    expect(pointed.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('has no word of English on its right-to-left side', () => {
    const urdu = parse(
      sides
        .slice(1)
        .map((side) => renderToStaticMarkup(<div>{draw(side)}</div>))
        .join(''),
    )
    for (const machine of urdu.querySelectorAll('bdi, .band-letter')) machine.remove()
    const allowed = /\b(CSV|KB)\b/g
    expect((urdu.textContent ?? '').replace(allowed, '').match(/[A-Za-z]{2,}/g)).toBeNull()
  })
})
