import { Form } from '@remix-run/react'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { FileWait } from '../../../people/pages/file-wait.tsx'
import { type Refused, shown as shownText } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { repliesExpected } from '../../letters/letter-plan.ts'
import type { LettersShown } from '../../letters/letters-page.server.ts'
import { NoAreas } from '../no-areas.tsx'

interface PartProps {
  shown: LettersShown
  back?: Refused
}

function useBack(what: string, all: Refused | undefined) {
  const t = useWords('recruitment')
  const back = all?.typed.do?.[0] === what ? all : undefined
  return { back, errorOf: fieldErrors(back?.errors, t('error_prefix')) }
}

/** The list, how many letters go where, and the drawing. */
export function BeforeDrawing({ shown, back }: PartProps) {
  const areas = Object.keys(shown.letters.byArea).sort()
  return (
    <>
      <Addresses shown={shown} back={back} />
      {areas.length ? <Plan shown={shown} back={back} areas={areas} /> : null}
      {areas.length ? <Draw shown={shown} /> : null}
    </>
  )
}

function Addresses({ shown, back: all }: PartProps) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { back } = useBack('addresses', all)
  const areas = Object.entries(shown.letters.byArea).sort(([a], [b]) => (a < b ? -1 : 1))
  const error = back?.errors[0]
  return (
    <DeskSection title={t('addresses.title')} id="addresses">
      <p className="read">{t('addresses.text')}</p>
      <p className="read">
        <code>area,address,imd_decile</code>
      </p>
      {areas.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('addresses.area'),
            { text: t('addresses.all'), format: 'numeric' },
            { text: t('addresses.oversampled'), format: 'numeric' },
          ]}
          rows={areas.map(([area, counts]) => [
            area,
            { text: formatNumber(counts.all, locale), format: 'numeric' as const },
            { text: formatNumber(counts.oversampled, locale), format: 'numeric' as const },
          ])}
        />
      ) : null}
      {shown.areas.length ? (
        <p className="read">{t('addresses.areas', { areas: new Intl.ListFormat(locale).format(shown.areas) })}</p>
      ) : (
        <NoAreas />
      )}
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="do" value="addresses" />
        <FileUpload
          name="file"
          label={{ text: t('addresses.file') }}
          error={error && { text: error.message, visuallyHiddenText: t('error_prefix') }}
          attributes={{ accept: '.csv,text/csv' }}
        />
        <Button classes={areas.length ? 'govuk-button--secondary' : undefined}>
          {t(areas.length ? 'addresses.replace' : 'addresses.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function Plan({ shown, back: all, areas }: PartProps & { areas: string[] }) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const share = useBack('share', all)
  const plan = useBack('plan', all)
  const total = Object.values(shown.mailing.letters).reduce((sum, n) => sum + n, 0)
  const expected = repliesExpected(total || shown.proposed)
  const number = (n: number) => formatNumber(n, locale)
  return (
    <DeskSection title={t('plan.title')} id="plan">
      <p className="read">
        {t('plan.text', {
          letters: number(total || shown.proposed),
          least: number(expected.least),
          most: number(expected.most),
        })}
      </p>
      <Form method="post" noValidate>
        <input type="hidden" name="do" value="share" />
        <Input
          name="letters"
          label={{ text: t('plan.letters') }}
          classes="govuk-input--width-5"
          inputmode="numeric"
          value={shownText(share.back, 'letters', String(total || shown.proposed))}
          error={share.errorOf('letters')}
        />
        <Input
          name="extraPercent"
          label={{ text: t('plan.extra') }}
          hint={{ text: t('plan.extra_hint') }}
          classes="govuk-input--width-3"
          inputmode="numeric"
          suffix={{ text: '%' }}
          value={shownText(share.back, 'extraPercent', String(shown.mailing.extraPercent))}
          error={share.errorOf('extraPercent')}
        />
        <Button classes={total ? 'govuk-button--secondary' : undefined}>{t('plan.share')}</Button>
      </Form>
      {total ? (
        <Form method="post" noValidate>
          <input type="hidden" name="do" value="plan" />
          <h3>{t('plan.by_area')}</h3>
          {areas.map((area, i) => (
            <Input
              key={area}
              name={`area-${i + 1}`}
              label={{ text: area }}
              hint={{ text: t('plan.of_list', { all: number(shown.letters.byArea[area]!.all) }) }}
              classes="govuk-input--width-5"
              inputmode="numeric"
              value={shownText(plan.back, `area-${i + 1}`, String(shown.mailing.letters[area] ?? 0))}
              error={plan.errorOf(`area-${i + 1}`)}
            />
          ))}
          <Button classes="govuk-button--secondary">{t('plan.save')}</Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}

function Draw({ shown }: PartProps) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const total = Object.values(shown.mailing.letters).reduce((sum, n) => sum + n, 0)
  return (
    <DeskSection title={t('draw_letters.title')} id="draw-part">
      <p className="read">{t('draw_letters.text')}</p>
      <Form method="post" noValidate>
        <Button id="draw" name="do" value="draw">
          {t('draw_letters.button', { count: total, letters: formatNumber(total, locale) })}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** The documents for the printer, cards, what came back, and closing early. */
export function AfterDrawing({ shown, back }: PartProps) {
  return (
    <>
      <Documents shown={shown} />
      <Returned back={back} />
      <Cards shown={shown} back={back} />
      <Close shown={shown} />
    </>
  )
}

function Documents({ shown }: PartProps) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { letters, home, perFile, mailing, before } = shown
  const batches = Array.from({ length: Math.ceil(letters.last / perFile) }, (_, i) => 1 + i * perFile)
  const number = (n: number) => formatNumber(n, locale)
  const areas = Object.entries(letters.byArea).sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <DeskSection title={t('documents.title')} id="documents">
      <p className="read">{t('documents.text')}</p>
      <p>
        <a href={`${home}/letters/letters.zip`}>
          {t('documents.all', { count: letters.last, letters: number(letters.last) })}
        </a>
      </p>
      <ul>
        {batches.map((from) => (
          <li key={from}>
            <a href={`${home}/letters/letters.pdf?from=${from}`}>
              {t('documents.batch', { from: number(from), to: number(Math.min(letters.last, from + perFile - 1)) })}
            </a>
          </li>
        ))}
      </ul>
      <FileWait before={before} />
      <h3>{t('documents.drawn')}</h3>
      <p className="read">
        {mailing.sampledAt ? (
          <Sentence
            parts={{ day: <DateText iso={mailing.sampledAt} locale={locale} />, seed: <bdi>{mailing.seed}</bdi> }}
          >
            {(slots) => t('documents.seed', { ...slots, extra: mailing.extraPercent })}
          </Sentence>
        ) : null}
      </p>
      <Table
        firstCellIsHeader
        head={[
          t('addresses.area'),
          { text: t('addresses.all'), format: 'numeric' },
          { text: t('documents.letters'), format: 'numeric' },
        ]}
        rows={areas.map(([area, counts]) => [
          area,
          { text: number(counts.all), format: 'numeric' as const },
          { text: number(counts.drawn), format: 'numeric' as const },
        ])}
      />
    </DeskSection>
  )
}

function Returned({ back: all }: { back?: Refused }) {
  const t = useWords('recruitment')
  const { back, errorOf } = useBack('returned', all)
  return (
    <DeskSection title={t('returned.title')} id="returned-part">
      <Form method="post" noValidate>
        <input type="hidden" name="do" value="returned" />
        <Textarea
          name="returned"
          rows={3}
          label={{ text: t('returned.label') }}
          hint={{ text: t('returned.hint') }}
          value={shownText(back, 'returned')}
          error={errorOf('returned')}
        />
        <Button classes="govuk-button--secondary">{t('returned.button')}</Button>
      </Form>
    </DeskSection>
  )
}

function Cards({ shown, back: all }: PartProps) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { back, errorOf } = useBack('cards', all)
  return (
    <DeskSection title={t('cards.title')} id="cards-part">
      <p className="read">
        {t('cards.text')}{' '}
        {t('cards.so_far', { count: shown.letters.cards, cards: formatNumber(shown.letters.cards, locale) })}
      </p>
      <Form method="post" noValidate>
        <input type="hidden" name="do" value="cards" />
        <Input
          name="cards"
          label={{ text: t('cards.number') }}
          classes="govuk-input--width-4"
          inputmode="numeric"
          value={shownText(back, 'cards')}
          error={errorOf('cards')}
        />
        <Input
          name="forWhom"
          label={{ text: t('cards.for_whom') }}
          hint={{ text: t('cards.for_whom_hint') }}
          value={shownText(back, 'forWhom')}
          error={errorOf('forWhom')}
        />
        <Button classes="govuk-button--secondary">{t('cards.button')}</Button>
      </Form>
    </DeskSection>
  )
}

function Close({ shown: { registering, recruitment } }: PartProps) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const day = recruitment.closesOn ? <DateText iso={recruitment.closesOn} locale={locale} format="weekday" /> : ''
  return (
    <DeskSection title={t(`close.${registering}`)} id="close-part">
      <p className="read">
        {registering === 'closed' && recruitment.closedAt ? (
          t('close.closed_by_hand', {
            day: formatDate(recruitment.closedAt, locale, 'weekday'),
            time: formatDate(recruitment.closedAt, locale, 'time'),
          })
        ) : (
          <Sentence parts={{ day }}>{(slots) => t(`close.${registering}_text`, slots)}</Sentence>
        )}
      </p>
      {registering === 'open' ? (
        <Form method="post" noValidate>
          <Button id="close" name="do" value="close" classes="govuk-button--secondary">
            {t('close.button')}
          </Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}
