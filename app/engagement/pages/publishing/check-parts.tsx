import { Form } from '@remix-run/react'
import { prefixOf } from '../../../languages/edition.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { CheckView } from '../../publishing/check-view.server.ts'

interface PartProps {
  view: CheckView
  back: Refused | undefined
}
type Point = CheckView['points'][number]

/** Where each point is mended, under the exercise's own address. */
function placeOf({ point }: Point, { exercise, source }: CheckView): string | null {
  const home = `/desk/exercises/${exercise.id}`
  const places: Record<Point['point'], string | null> = {
    decision: home,
    change: home,
    dates: home,
    polls: home,
    register: `${home}/register`,
    reach: home,
    questions: source === 'flagship' ? `${home}/questions` : `${home}/form`,
    open_views: null,
    plain: source === 'form' ? `${home}/form` : null,
    preview: null,
    equality: `${home}/assessments/equality`,
    data_protection: `${home}/assessments/data_protection`,
  }
  return places[point]
}

/** The twelve points, each met or not, with what is missing and the way to mend it. */
export function PointList({ view, back }: PartProps) {
  const t = useWords('publishing')
  const home = `/desk/exercises/${view.exercise.id}`
  return (
    <DeskSection title={t('points_title', { met: view.metCount, count: view.points.length })} id="points">
      <ol className="plain-list">
        {view.points.map((one) => {
          const place = placeOf(one, view)
          return (
            <li key={one.point} id={`point-${one.point}`} className="builder-question">
              <h3>
                {t(`points.${one.point}`)}{' '}
                <Tag classes={one.met ? 'govuk-tag--green' : 'govuk-tag--red'}>
                  {t(one.notHere ? 'not_here' : one.met ? 'met' : 'not_met')}
                </Tag>
              </h3>
              {one.sentences.length ? (
                <ul>
                  {one.sentences.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              ) : null}
              {one.warnings.map((warning) => (
                <InsetText key={warning} classes="inset-caution">
                  {warning}
                </InsetText>
              ))}
              {one.point === 'equality' && !one.notHere && view.aboutPeople.length ? (
                <>
                  <p>{t('asked_title')}</p>
                  <ul>
                    {view.aboutPeople.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                </>
              ) : null}
              {one.notHere ? null : <Signing point={one} view={view} back={back} />}
              {place && !one.notHere ? (
                <p className="builder-acts">
                  <a href={place}>
                    {t('go')} <span className="govuk-visually-hidden">{t(`points.${one.point}`)}</span>
                  </a>
                  {one.point === 'register' ? <a href={`${home}/overlap`}>{t('go_overlap')}</a> : null}
                  {one.point === 'reach' ? <a href={`${home}/stakeholders`}>{t('go_stakeholders')}</a> : null}
                  {one.point === 'equality' ? <a href={`${home}/equality`}>{t('go_asked')}</a> : null}
                  {one.point === 'data_protection' ? (
                    <a href={`${home}/assessments/controllers`}>{t('go_controllers')}</a>
                  ) : null}
                </p>
              ) : null}
            </li>
          )
        })}
      </ol>
    </DeskSection>
  )
}

/** Points that are signed on this page: what was looked at, by whom and when. */
function Signing({ point, view, back }: PartProps & { point: Point }) {
  const t = useWords('publishing')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { point: name } = point
  if (name !== 'open_views' && name !== 'plain' && name !== 'preview') return null
  const signed = view.signed[name]
  const own = back?.typed.intent?.[0] === name ? back : undefined
  const needed = !point.met && view.titles.length > 0
  return (
    <>
      {signed.map(({ label, signedAt, note }) => (
        <p key={label}>
          {t('signed_by', { label })} <DateText iso={signedAt} locale={locale} /> {note}
        </p>
      ))}
      {needed ? (
        <Form method="post" noValidate>
          {name === 'open_views' ? (
            <Checkboxes
              name="open"
              classes="govuk-checkboxes--small"
              fieldset={{ legend: { text: t('open_views_legend') } }}
              error={own && errorOf('open')}
              values={own?.typed.open ?? []}
              items={view.titles.map(({ id, title }) => ({ value: id, text: title }))}
            />
          ) : null}
          {name === 'plain' ? (
            <>
              <ul>
                {view.hints.map((hint) => (
                  <li key={hint}>{hint}</li>
                ))}
              </ul>
              <Textarea
                name="reason"
                rows={2}
                label={t('plain_reason')}
                value={shown(own, 'reason')}
                error={own && errorOf('reason')}
              />
            </>
          ) : null}
          {name === 'preview' ? (
            <>
              <PreviewLinks view={view} />
              <Checkboxes
                name="seen"
                classes="govuk-checkboxes--small"
                fieldset={{ legend: { text: t('preview_legend') } }}
                error={own && errorOf('seen')}
                values={own?.typed.seen ?? []}
                items={view.waysToSee.map((way) => ({ value: way, text: t(`seen.${way}`) }))}
              />
            </>
          ) : null}
          <Button name="intent" value={name} classes="govuk-button--secondary">
            {t(`sign.${name}`)}
          </Button>
        </Form>
      ) : null}
    </>
  )
}

function PreviewLinks({ view }: { view: CheckView }) {
  const t = useWords('publishing')
  const places: Record<CheckView['waysToSee'][number], [prefix: string, as: string]> = {
    phone: ['en', 'phone'],
    rtl: ['ur', 'phone'],
    print: ['en', 'print'],
    'easy-read': [prefixOf('easy-read'), 'phone'],
    youth: [prefixOf('youth'), 'phone'],
  }
  return (
    <ul className="link-row">
      {view.waysToSee.map((way) => (
        <li key={way}>
          <a href={`/${places[way][0]}/preview/${view.exercise.id}?as=${places[way][1]}`}>{t(`seen.${way}`)}</a>
        </li>
      ))}
    </ul>
  )
}

/** The two signatures: the first waits for the second, and the second publishes. */
export function SignPart({ view, back }: PartProps) {
  const t = useWords('publishing')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { publication, mine, pending, isChange, waitsFor, joint, exercise } = view
  if (!pending) {
    return (
      <DeskSection title={t('sign_title')} id="sign">
        <p>{t(isChange ? 'is_public' : 'nothing_pending')}</p>
        {isChange ? <a href={`/en/consultations/${exercise.slug}`}>{t('see')}</a> : null}
      </DeskSection>
    )
  }
  return (
    <DeskSection title={t('sign_title')} id="sign">
      <p className="read">{t(joint ? 'two_people_joint' : 'two_people')}</p>
      {publication.map(({ label, organisation, signedAt, note }) => (
        <p key={label}>
          {t('signed_by', { label: organisation ? `${label}, ${organisation}` : label })}{' '}
          <DateText iso={signedAt} locale={locale} /> {note}
        </p>
      ))}
      {publication.length && waitsFor.length ? <p>{t('waits_for', { partners: waitsFor.join(', ') })}</p> : null}
      {mine ? (
        <p>{t('yours_is_there')}</p>
      ) : (
        <Form method="post" noValidate>
          {isChange && !publication.length ? (
            <Input
              name="note"
              label={t('note')}
              hint={t('note_hint')}
              value={shown(back, 'note')}
              error={errorOf('note')}
            />
          ) : null}
          <Button id="publish" name="intent" value="publish">
            {t(publication.length ? 'button_second' : 'button_first')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
