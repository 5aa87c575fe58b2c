import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { DrawDesk, ShownDraw } from '../../draw/draw-desk-view.server.ts'
import { useSource } from './draw-source.tsx'

function PublicLink({ desk, draw }: { desk: DrawDesk; draw: ShownDraw }) {
  const t = useWords('drawing-desk')
  return (
    <p>
      <a href={`/en/juries/${desk.slug}/draw?number=${draw.number}`}>{t('desk.public_page')}</a>
    </p>
  )
}

/** Announced, and the chance has not come. */
export function Waiting({ desk, draw }: { desk: DrawDesk; draw: ShownDraw }) {
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  const source = useSource()
  if (!draw.decidesAt || !draw.source) return null
  const day = formatDate(draw.decidesAt, locale)
  const time = formatDate(draw.decidesAt, locale, 'time')
  return (
    <DeskSection title={t('desk.waits')} id="waits">
      <p className="read">{t('desk.waits_text', { day, time, source: source(draw.source) })}</p>
      <PublicLink desk={desk} draw={draw} />
    </DeskSection>
  )
}

/** The chance has come: what was thrown or drawn with the witnesses' secrets, or the round's signature. */
export function Concluding({ desk, draw, back }: { desk: DrawDesk; draw: ShownDraw; back: Refused | undefined }) {
  const t = useWords('drawing-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { source } = draw
  if (!source) return null
  return (
    <DeskSection title={t('desk.conclude')} id="conclude">
      <Form method="post" noValidate id="form">
        {source.kind === 'drand' ? (
          <Input
            name="signature"
            label={{ text: t('desk.signature', { round: source.round }) }}
            hint={{ text: t('desk.signature_hint') }}
            spellcheck={false}
            autocomplete="off"
            value={shown(back, 'signature')}
            error={errorOf('signature')}
          />
        ) : (
          <>
            <Input
              name="numbers"
              label={{ text: t(source.kind === 'dice' ? 'desk.throws_typed' : 'desk.drawn_typed') }}
              hint={{
                text: t('desk.numbers_hint', { count: source.kind === 'dice' ? source.throws : source.drawn }),
              }}
              autocomplete="off"
              value={shown(back, 'numbers')}
              error={errorOf('numbers')}
            />
            {[1, 2, 3].map((n) => (
              <Input
                key={n}
                name={`secret${n}`}
                label={{ text: t('desk.secret', { n }) }}
                hint={{ text: t('desk.secret_hint') }}
                autocomplete="off"
                spellcheck={false}
                value={shown(back, `secret${n}`)}
                error={errorOf(`secret${n}`)}
              />
            ))}
          </>
        )}
        <Button name="intent" value="conclude">
          {t('desk.conclude_button')}
        </Button>{' '}
        {source.kind === 'drand' && desk.mayFetch ? (
          <Button name="intent" value="fetch" classes="govuk-button--secondary">
            {t('desk.fetch')}
          </Button>
        ) : null}
      </Form>
      <PublicLink desk={desk} draw={draw} />
    </DeskSection>
  )
}

/** Decided: names, for whoever manages the jury; the public page for anybody else. */
export function Drawn({ desk, draw }: { desk: DrawDesk; draw: ShownDraw }) {
  const t = useWords('drawing-desk')
  const { drawn } = desk
  const volunteer = (id: string) => <bdi key={id}>{id}</bdi>
  return (
    <DeskSection title={t('desk.drawn_people')} id="drawn">
      <p>
        {t(desk.stands ? 'desk.drawn_stands' : 'desk.drawn_text', {
          panel: (draw.panelNumber ?? 0) + 1,
          panels: draw.panels,
        })}
      </p>
      <PublicLink desk={desk} draw={draw} />
      {drawn && !drawn.selected.length ? <p>{t('desk.drawn_deleted')}</p> : null}
      {drawn?.selected.length ? (
        <>
          <Table
            firstCellIsHeader
            head={[t('desk.name'), t('desk.volunteer'), t('desk.status')]}
            rows={drawn.selected.map(({ name, externalId, status }) => [
              name || externalId,
              volunteer(externalId),
              t(`desk.status_words.${status}`),
            ])}
          />
          <h3>{t('desk.alternates')}</h3>
          <Table
            firstCellIsHeader
            head={[t('desk.rank'), t('desk.name'), t('desk.volunteer'), t('desk.status')]}
            rows={drawn.alternates.map(({ rank, name, externalId, status }) => [
              String(rank),
              name || externalId,
              volunteer(externalId),
              t(`desk.status_words.${status === 'POOL' ? 'ALTERNATE' : status}`),
            ])}
          />
        </>
      ) : null}
    </DeskSection>
  )
}

/** Setting a draw aside, folded away: it is for when something was wrong with it. */
export function GiveUp({ back }: { back: Refused | undefined }) {
  const t = useWords('drawing-desk')
  const error = fieldErrors(back?.errors, t('error_prefix'))('give-up-reason')
  return (
    <Details summaryText={t('desk.give_up')} open={error !== undefined}>
      <Form method="post" noValidate>
        <p className="read">{t('desk.give_up_text')}</p>
        <Textarea
          id="give-up-reason"
          name="reason"
          rows={3}
          label={{ text: t('desk.give_up_reason') }}
          value={shown(back, 'reason')}
          error={error}
        />
        <Button name="intent" value="give_up" classes="govuk-button--warning">
          {t('desk.give_up_button')}
        </Button>
      </Form>
    </Details>
  )
}
