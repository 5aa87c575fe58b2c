import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { HashText } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { type DrawTrouble, lotteryTakes } from '../../draw/draw.ts'
import type { DrawDesk, ShownDraw } from '../../draw/draw-desk-view.server.ts'
import { type SourceKind, sourceKinds } from '../../draw/draw-form.ts'
import { DayField } from '../day-field.tsx'
import { Chances } from './chance-parts.tsx'
import { useSource } from './draw-source.tsx'

/** Where each thing that has to be done first is done. */
const pageOf: Partial<Record<DrawTrouble, 'jury' | 'targets' | 'letters'>> = {
  jury_not_announced: 'jury',
  no_targets: 'targets',
  registration_open: 'letters',
}

/** Nothing can be done about it: the jury is past its draw. */
export const isPast = (trouble: DrawTrouble): boolean => trouble.startsWith('past_')

const rules = ['leximin', 'maximin', 'greedy'] as const

/** How a draw goes, before there is one. */
export function How() {
  const t = useWords('drawing-desk')
  return (
    <DeskSection title={t('desk.how')} id="how">
      <ol>
        {(['how_1', 'how_2', 'how_3'] as const).map((step) => (
          <li key={step}>{t(`desk.${step}`)}</li>
        ))}
      </ol>
    </DeskSection>
  )
}

/** The form that asks for a lottery, or what has to be done first. */
export function Making({ making, home }: { making: NonNullable<DrawDesk['making']>; home: string }) {
  const t = useWords('drawing-desk')
  const { troubles, errors } = making
  if (troubles.some(isPast)) {
    return (
      <DeskSection title={t('desk.past')} id="make">
        {troubles.map((trouble) => (
          <p key={trouble} className="read">
            {t(`trouble.${trouble}`)}
          </p>
        ))}
      </DeskSection>
    )
  }
  if (troubles.length) {
    return (
      <DeskSection title={t('desk.cannot')} id="make">
        <ul>
          {troubles.map((trouble) => (
            <li key={trouble}>{t(`trouble.${trouble}`)}</li>
          ))}
        </ul>
        <ul>
          {[...new Set(troubles.map((trouble) => pageOf[trouble] ?? 'pool'))].map((page) => (
            <li key={page}>
              <a href={home + (page === 'jury' ? '' : `/${page}`)}>{t(`desk.to.${page}`)}</a>
            </li>
          ))}
        </ul>
      </DeskSection>
    )
  }
  return (
    <DeskSection title={t('desk.make')} id="make">
      {errors.length ? (
        <>
          <p>
            <strong>{t('pool.impossible')}</strong>
          </p>
          <ul>
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
          <p>
            <a href={`${home}/pool`}>{t('desk.pool_page')}</a>
          </p>
        </>
      ) : null}
      <p className="read">
        {t('desk.make_text')} {t(`desk.takes.${lotteryTakes(making.people)}`, { people: making.people })}
      </p>
      <Form method="post" noValidate>
        <Radios
          name="rule"
          fieldset={{ legend: { text: t('desk.rule') } }}
          items={rules.map((rule) => ({
            value: rule,
            text: t(`rule.${rule}`),
            hint: { text: t(`rule_hint.${rule}`) },
          }))}
          value="leximin"
        />
        <Button name="intent" value="make">
          {t('desk.make_button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** A lottery that is whole and that only the manager has seen: its chances, and what shall decide the draw with it. */
export function Ready({ draw, back }: { draw: ShownDraw; back: Refused | undefined }) {
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { people, seats } = draw
  return (
    <>
      <DeskSection title={t('desk.ready')} id="ready">
        <p className="read">
          {t('desk.ready_text', { day: formatDate(draw.madeAt, locale), people, seats, rule: t(`rule.${draw.rule}`) })}{' '}
          {t(`desk.ready_again.${draw.rule}`)}
        </p>
        <Chances summary={draw.summary} groupsTitle={t('chances.by_group')} />
        <Form method="post" noValidate>
          <Button name="intent" value="discard" classes="govuk-button--secondary">
            {t('desk.discard')}
          </Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('desk.start')} id="start">
        <p className="read">{t('desk.start_text')}</p>
        <Form method="get" noValidate>
          <Radios
            name="by"
            idPrefix="kind"
            fieldset={{ legend: { text: t('desk.kind') } }}
            items={sourceKinds.map((kind) => ({
              value: kind,
              text: t(`desk.kind_${kind}`),
              hint: { text: t(`desk.kind_${kind}_hint`) },
            }))}
            value={draw.source?.kind ?? 'dice'}
            error={errorOf('kind')}
          />
          <Button>{t('desk.kind_button')}</Button>
        </Form>
      </DeskSection>
    </>
  )
}

interface StartByProps {
  kind: SourceKind
  desk: DrawDesk
  draw: ShownDraw
  back: Refused | undefined
}

/** What the chosen kind of chance needs, and when it will decide. */
export function StartBy({ kind, desk, draw, back }: StartByProps) {
  const t = useWords('drawing-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('desk.start')} id="start">
      <p>
        {t('desk.by', { kind: t(`desk.kind_${kind}`) })} <a href={`${desk.home}/draw#start`}>{t('desk.other_kind')}</a>
      </p>
      <Form method="post" noValidate id="form">
        <input type="hidden" name="kind" value={kind} />
        {kind === 'drand' ? null : <ByHand kind={kind} draw={draw} back={back} />}
        <DayField
          name="decidesOn"
          legend={t('desk.decides_on')}
          stored={draw.decidesAt ? draw.decidesAt.slice(0, 10) : ''}
          back={back}
        />
        <Input
          name="decidesAt"
          label={{ text: t('desk.decides_at') }}
          hint={{
            text: desk.demo ? t('desk.decides_at_hint_demo') : t('desk.decides_at_hint', { hours: desk.noticeHours }),
          }}
          classes="govuk-input--width-5"
          value={shown(back, 'decidesAt', draw.decidesAt ? formatDate(draw.decidesAt, locale, 'time') : '')}
          error={errorOf('decidesAt')}
        />
        {desk.earlier.length ? (
          <Textarea
            name="reason"
            rows={3}
            label={{ text: t('desk.reason') }}
            hint={{ text: t('desk.reason_hint') }}
            value={shown(back, 'reason', draw.reason)}
            error={errorOf('reason')}
          />
        ) : null}
        <Button name="intent" value="start">
          {t('desk.start_button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** Dice or balls, and the seals of the three who watch. */
function ByHand({ kind, draw: { source }, back }: Omit<StartByProps, 'desk' | 'kind'> & { kind: 'dice' | 'balls' }) {
  const t = useWords('drawing-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const witnesses = source && source.kind !== 'drand' ? source.witnesses : []
  const figure = (name: 'throws' | 'balls' | 'drawn', stored: number, hint?: string) => (
    <Input
      name={name}
      label={{ text: t(`desk.${name}`) }}
      hint={hint ? { text: hint } : undefined}
      classes="govuk-input--width-4"
      inputmode="numeric"
      value={shown(back, name, String(stored))}
      error={errorOf(name)}
    />
  )
  return (
    <>
      {kind === 'dice' ? (
        figure('throws', source?.kind === 'dice' ? source.throws : 10, t('desk.throws_hint'))
      ) : (
        <>
          {figure('balls', source?.kind === 'balls' ? source.balls : 59)}
          {figure('drawn', source?.kind === 'balls' ? source.drawn : 6, t('desk.drawn_hint'))}
        </>
      )}
      <Fieldset legend={{ text: t('desk.witnesses') }}>
        <p className="read">{t('desk.witnesses_text', { command: 'npm run draw -- seal' })}</p>
        {[1, 2, 3].map((n) => (
          <Input
            key={n}
            name={`witness${n}`}
            label={{ text: t('desk.witness', { n }) }}
            spellcheck={false}
            autocomplete="off"
            value={shown(back, `witness${n}`, witnesses[n - 1])}
            error={errorOf(`witness${n}`)}
          />
        ))}
      </Fieldset>
    </>
  )
}

/** What will be announced, and the second person's button; the first person waits for it or takes it back. */
export function Second({ desk, draw }: { desk: DrawDesk; draw: ShownDraw }) {
  const t = useWords('drawing-desk')
  return (
    <DeskSection title={t('desk.second')} id="second">
      <p className="read">{draw.byMe ? t('desk.second_wait') : t('desk.second_text', { first: draw.first })}</p>
      <Announcement draw={draw} />
      <Form method="post" noValidate>
        <ButtonGroup>
          {draw.byMe ? null : (
            <Button name="intent" value="announce">
              {t('desk.second_button')}
            </Button>
          )}
          <Button name="intent" value="back" classes="govuk-button--secondary">
            {t('desk.take_back')}
          </Button>
        </ButtonGroup>
      </Form>
      {desk.manages ? null : <Chances summary={draw.summary} groupsTitle={t('chances.by_group')} />}
    </DeskSection>
  )
}

function Announcement({ draw }: { draw: ShownDraw }) {
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  const source = useSource()
  return (
    <SummaryList
      rows={[
        { key: t('desk.decides'), value: draw.source ? source(draw.source) : '' },
        {
          key: t('desk.decides_when'),
          value: draw.decidesAt ? (
            <>
              <DateText iso={draw.decidesAt} locale={locale} />, <bdi>{formatDate(draw.decidesAt, locale, 'time')}</bdi>
            </>
          ) : (
            ''
          ),
        },
        draw.reason ? { key: t('desk.reason'), value: draw.reason } : null,
        { key: t('public.rule'), value: t(`rule.${draw.rule}`) },
        { key: t('desk.hash'), value: <HashText hash={draw.announcement ?? ''} /> },
        { key: t('desk.commitment'), value: <HashText hash={draw.commitment} /> },
      ]}
    />
  )
}
