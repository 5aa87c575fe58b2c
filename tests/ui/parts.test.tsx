import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { firstLanguage } from '../../app/languages/language.ts'
import { languages, words } from '../../app/languages/words.server.ts'
import { Band, BandOption } from '../../app/ui/band.tsx'
import { HashText, ReferenceCode } from '../../app/ui/codes.tsx'
import { DateText } from '../../app/ui/date-text.tsx'
import { withErrorInTitle } from '../../app/ui/error-in-title.ts'
import { FormErrors, fieldErrors } from '../../app/ui/errors.tsx'
import { DeskFigure, ResidentPage } from '../../app/ui/page-kinds.tsx'
import { Rag, type RagStatus } from '../../app/ui/rag.tsx'
import { Table } from '../../app/ui/table.tsx'
import { parse } from './html.ts'

const html = renderToStaticMarkup

describe('errors', () => {
  const errors = [
    { field: 'title', message: 'Enter a title' },
    { field: 'title', message: 'Another' },
    { field: 'closes-day', message: 'Enter a day' },
  ]

  it('link from the summary to each field', () => {
    const links = [...parse(html(<FormErrors title="There is a problem" errors={errors} />)).querySelectorAll('a')]
    expect(links.map((a) => [a.getAttribute('href'), a.textContent])).toEqual([
      ['#title', 'Enter a title'],
      ['#title', 'Another'],
      ['#closes-day', 'Enter a day'],
    ])
  })

  it('leave no summary behind when there are none', () => {
    expect(html(<FormErrors title="There is a problem" errors={[]} />)).toBe('')
    expect(html(<FormErrors title="There is a problem" errors={undefined} />)).toBe('')
  })

  it('are given to each field with the spoken word', () => {
    const errorOf = fieldErrors(errors, 'Error')
    expect(errorOf('title')).toEqual({ text: 'Enter a title', visuallyHiddenText: 'Error' })
    expect(errorOf('other')).toBeUndefined()
  })

  describe('in the title', () => {
    const page = (back: typeof errors, body = '') =>
      html(
        <html lang="en">
          <head>
            <title>A “new” plan &amp; its $1 – Folkmoot</title>
          </head>
          <body>
            <FormErrors title="There is a problem" errors={back} />
            <p>{body}</p>
            <svg>
              <title>A chart</title>
            </svg>
          </body>
        </html>,
      )
    const titles = (given: string) => [...given.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title)

    it('come first, in each language, and only there', () => {
      const said = languages().map(({ code }) => titles(withErrorInTitle(page(errors), words(code, 'shell'))))
      for (const [first, chart] of said) {
        expect(first).toMatch(/^\S+: A “new” plan &amp; its \$1 – Folkmoot$/)
        expect(chart).toBe('A chart')
      }
      expect(new Set(said.map(([first]) => first)).size).toBe(said.length)
    })

    it('are not there on a page without errors, whatever was typed', () => {
      const typed = page([], '<div class="govuk-error-summary">')
      expect(withErrorInTitle(typed, words(firstLanguage, 'shell'))).toBe(typed)
    })
  })
})

describe('codes', () => {
  it('copy as they stand and run left to right', () => {
    const code = parse(html(<ReferenceCode code="7K3M-Q9TX-4H" />)).querySelector('bdi')
    expect(code?.textContent).toBe('7K3M-Q9TX-4H')
    expect(code?.getAttribute('dir')).toBe('ltr')
    expect([...(code?.querySelectorAll('span') ?? [])].map((span) => span.textContent)).toEqual(['7K3M', 'Q9TX', '4H'])
  })

  it('shorten a hash but keep all of it', () => {
    const hash = 'a'.repeat(64)
    const short = parse(html(<HashText hash={hash} short />)).querySelector('bdi')
    expect(short?.textContent).toBe('aaaaaaaaaaaa…')
    expect(short?.getAttribute('title')).toBe(hash)
  })
})

describe('status', () => {
  it('has a shape of its own beside its word', () => {
    const statuses: RagStatus[] = ['red', 'amber', 'green', 'done', 'not-reported']
    const drawn = statuses.map((status) => parse(html(<Rag status={status}>Word</Rag>)))
    expect(new Set(drawn.map((tag) => tag.querySelector('svg')?.innerHTML)).size).toBe(statuses.length)
    for (const tag of drawn) {
      expect(tag.textContent).toBe('Word')
      expect(tag.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
    }
  })
})

describe('a table', () => {
  const table = <Table head={['District', { text: <b>Share</b>, label: 'Share' }]} rows={[['Melton', '8%']]} />

  it('names each cell for a phone and keeps its roles', () => {
    const cells = [...parse(html(table)).querySelectorAll('td')]
    expect(cells.map((cell) => cell.getAttribute('data-label'))).toEqual(['District', 'Share'])
    expect(parse(html(table)).querySelectorAll('[role=cell]')).toHaveLength(2)
  })

  it('scrolls in a region that the keyboard reaches and that has a name', () => {
    const region = parse(html(<Table narrow="scroll" scrollLabel="Shares" rows={[['a']]} />)).querySelector('section')
    expect(region?.getAttribute('tabindex')).toBe('0')
    expect(region?.getAttribute('aria-label')).toBe('Shares')
  })
})

describe('pages', () => {
  it('put the errors above the heading and after the way back', () => {
    const page = html(
      <ResidentPage back={{ href: '/', text: 'Back' }} errors={<p>Errors</p>} where="Question 2 of 4" title="Which?">
        Body
      </ResidentPage>,
    )
    const order = ['Back', 'Errors', 'Question 2 of 4', 'Which?', 'Body'].map((words) => page.indexOf(words))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order).not.toContain(-1)
  })

  it('let a figure lead somewhere', () => {
    const figure = parse(html(<DeskFigure figure={3} text="late" href="/desk/late" kind="late" />))
    expect(figure.querySelector('a')?.textContent).toBe('3 late')
  })
})

describe('bands', () => {
  it('are lists under a spoken heading', () => {
    const band = parse(
      html(
        <Band letter="B" heading="Band B">
          <BandOption name="Buses" share="28%" />
          <BandOption name="Homes" href="/homes" share="26%" />
        </Band>,
      ),
    )
    expect(band.querySelectorAll('ul > li')).toHaveLength(2)
    expect(band.querySelector('h3 > .govuk-visually-hidden')?.textContent).toBe('Band B')
    expect(band.querySelector('a')?.getAttribute('href')).toBe('/homes')
  })
})

describe('a date in a page', () => {
  it('is marked up and isolated', () => {
    expect(html(<DateText iso="2026-10-28" locale="en-GB" />)).toBe(
      '<time dateTime="2026-10-28"><bdi>28 October 2026</bdi></time>',
    )
  })
})
