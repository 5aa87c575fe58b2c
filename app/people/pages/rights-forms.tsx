import { Form } from '@remix-run/react'
import { DayField } from '../../engagement/pages/day-field.tsx'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Textarea } from '../../ui/textarea.tsx'

type Back = Readonly<{ back: Refused | undefined }>

/** The page has one such form open at a time: what came back belongs to the step that was posted. */
const postedAs = (back: Refused | undefined, intent: string) => (back?.typed.intent?.[0] === intent ? back : undefined)

function StepDay({ name, legend, hint, back }: Back & { name: string; legend: string; hint: string }) {
  const t = useWords('rights')
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return <DayField name={name} legend={legend} hint={hint} stored={null} back={back} words={words} />
}

/** Who asks is being checked, or is known: the clock stands still in between. */
export function IdentityForm({ asked, proved, back }: Back & { asked: boolean; proved: boolean }) {
  const t = useWords('rights')
  if (proved) return null
  const intent = asked ? 'proved' : 'asked'
  const own = postedAs(back, intent)
  return (
    <Details summaryText={t(`identity.${intent}`)} open={asked || own !== undefined}>
      <Form method="post" noValidate>
        <StepDay name={intent} legend={t(`identity.${intent}_day`)} hint={t(`identity.${intent}_hint`)} back={own} />
        <Button name="intent" value={intent} classes="govuk-button--secondary">
          {t(`identity.${intent}_button`)}
        </Button>
      </Form>
    </Details>
  )
}

/** Two months more, said to the person within the first (rule P-7). */
export function ExtendForm({ back }: Back) {
  const t = useWords('rights')
  const own = postedAs(back, 'extend')
  return (
    <Details summaryText={t('extend.title')} open={own !== undefined}>
      <Form method="post" noValidate>
        <StepDay name="told" legend={t('extend.day')} hint={t('extend.hint')} back={own} />
        <Textarea
          name="reason"
          label={t('extend.reason')}
          hint={t('extend.reason_hint')}
          rows={3}
          value={shown(own, 'reason')}
          error={fieldErrors(own?.errors, t('error_prefix'))('reason')}
        />
        <Button name="intent" value="extend" classes="govuk-button--secondary">
          {t('extend.button')}
        </Button>
      </Form>
    </Details>
  )
}

/** Two people, two signed-in sessions, the same findings. */
export function SignForm({
  digest,
  first,
  works,
  paused,
}: {
  digest: string
  first: { label: string; isMe: boolean } | null
  works: boolean
  paused: boolean
}) {
  const t = useWords('rights')
  return (
    <DeskSection title={t('sign.title')} id="sign">
      <p className="read">{t('sign.text')}</p>
      {first ? <InsetText>{t('sign.first_by', { label: first.label })}</InsetText> : null}
      {works && !paused ? (
        <Form method="post">
          <input type="hidden" name="digest" value={digest} />
          {first?.isMe ? (
            <p>{t('sign.other')}</p>
          ) : (
            <Button name="intent" value="sign" classes={first ? 'govuk-button--warning' : ''}>
              {t(first ? 'sign.second_button' : 'sign.first_button')}
            </Button>
          )}
          {first ? (
            <p>
              <button type="submit" className="link-button" name="intent" value="unsign">
                {t('sign.unsign')}
              </button>
            </p>
          ) : null}
        </Form>
      ) : (
        <p>{t(paused ? 'sign.paused' : 'sign.nothing')}</p>
      )}
    </DeskSection>
  )
}

/** What ends a request without changing anything: the copy was given, or it is refused with a reason. */
export function CloseForm({ access, home, paused, back }: Back & { access: boolean; home: string; paused: boolean }) {
  const t = useWords('rights')
  const own = back?.typed.intent?.[0] === 'refuse' ? back : undefined
  return (
    <DeskSection title={t(access ? 'give.title' : 'close.title')} id="given">
      {access ? (
        paused ? (
          <p>{t('sign.paused')}</p>
        ) : (
          <>
            <p>
              <a href={`${home}/data.zip`}>{t('give.zip')}</a>
            </p>
            <p className="read">{t('give.text')}</p>
            <Form method="post">
              <Button name="intent" value="given">
                {t('give.button')}
              </Button>
            </Form>
          </>
        )
      ) : null}
      <Details summaryText={t('close.refuse')} open={own !== undefined}>
        <Form method="post" noValidate>
          <Textarea
            name="why"
            label={t('close.why')}
            hint={t('close.why_hint')}
            rows={4}
            value={shown(own, 'why')}
            error={fieldErrors(own?.errors, t('error_prefix'))('why')}
          />
          <Button name="intent" value="refuse" classes="govuk-button--secondary">
            {t('close.button')}
          </Button>
        </Form>
      </Details>
    </DeskSection>
  )
}
