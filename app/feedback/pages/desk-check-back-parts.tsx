import { Form } from '@remix-run/react'
import { translationStates } from '../../consultations/editions/translation.ts'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Table } from '../../ui/table.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { openDays, type Verdict, verdicts } from '../check-back.ts'
import type { CheckBackDesk as Data } from '../check-back-desk.server.ts'

/** What can be done while nothing is decided about the list: its wording edited, sent back, or the step left out. */
export function Begin({ data, back }: { data: Data; back: Refused | undefined }) {
  const t = useWords('check-back-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      <DeskSection title={t('desk.wordings')} id="wordings">
        <ol>
          {data.options.map(({ id, title, asked }) => (
            <li key={id} id={`option-${id}`}>
              {title}{' '}
              <a href={`?edit=${encodeURIComponent(id)}#edit`}>
                {t('desk.draft.link')} <span className="govuk-visually-hidden">{title}</span>
              </a>
              {asked ? (
                <p className="meta">{t('desk.draft.was', { was: asked.body, because: asked.because })}</p>
              ) : null}
            </li>
          ))}
        </ol>
        <p className="read">{t('desk.draft.text')}</p>
      </DeskSection>
      <EditWording data={data} back={back} />
      <DeskSection title={t('desk.begin.title')} id="begin">
        <p>{t('desk.begin.asked', { count: data.asked })}</p>
        <Form method="post" noValidate>
          <Input
            name="days"
            label={t('desk.begin.days')}
            hint={t('desk.begin.days_hint', openDays)}
            classes="govuk-input--width-2"
            inputmode="numeric"
            value={shown(back, 'days', String(openDays.usual))}
            error={errorOf('days')}
          />
          <Button name="intent" value="begin">
            {t('desk.begin.button')}
          </Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('desk.skip.title')} id="skip">
        <p>{t('desk.skip.text')}</p>
        <Form method="post" noValidate>
          <Textarea
            name="because"
            label={t('desk.skip.because')}
            hint={t('desk.skip.hint')}
            rows={3}
            value={shown(back, 'because')}
            error={errorOf('because')}
          />
          <Button name="intent" value="skip" classes="govuk-button--secondary">
            {t('desk.skip.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

/** One wording, to be edited before the list is sent back. */
function EditWording({ data, back: anyBack }: { data: Data; back: Refused | undefined }) {
  const t = useWords('check-back-desk')
  const back = anyBack?.typed.intent?.[0] === 'draft' ? anyBack : undefined
  const option = data.options.find(({ id }) => id === shown(back, 'option', data.edit ?? ''))
  if (!option) return null
  const { id, title, asked } = option
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('desk.draft.title', { title })} id="edit">
      <p>{t('desk.draft.asked', { asked: asked?.body ?? title })}</p>
      <Form method="post" action="?" noValidate>
        <input type="hidden" name="option" value={id} />
        <Input
          name="wording"
          label={t('desk.draft.wording')}
          hint={t('desk.draft.wording_hint')}
          value={shown(back, 'wording', title)}
          error={errorOf('wording')}
        />
        <Textarea
          name="because"
          id="draft-because"
          rows={2}
          label={t('desk.draft.because')}
          hint={t('desk.draft.because_hint')}
          value={shown(back, 'because', asked?.because)}
          error={errorOf('because')}
        />
        <Button name="intent" value="draft" classes="govuk-button--secondary">
          {t('desk.draft.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** How far the words that are new stand in other languages, and where they are given. */
export function InLanguages({ data }: { data: Data }) {
  const t = useWords('check-back-desk')
  if (!data.inLanguages.length) return null
  const home = `/desk/exercises/${data.exercise.id}/languages`
  return (
    <DeskSection title={t('desk.languages.title')} id="languages">
      <p className="read">{t('desk.languages.text')}</p>
      <Table
        firstCellIsHeader
        head={[
          t('desk.languages.language'),
          ...translationStates.map((state) => ({ text: t(`desk.languages.${state}`), format: 'numeric' as const })),
        ]}
        rows={data.inLanguages.map(({ name, lang, path, counts }) => [
          data.mayTranslate ? (
            <a key="name" href={`${home}/${path}`} lang={lang}>
              {name}
            </a>
          ) : (
            <bdi key="name" lang={lang}>
              {name}
            </bdi>
          ),
          ...translationStates.map((state) => ({ text: String(counts[state]), format: 'numeric' as const })),
        ])}
      />
    </DeskSection>
  )
}

/** What the guard held back, and where it is let in or left out. */
export function HeldLink({ data }: { data: Data }) {
  const t = useWords('check-back-desk')
  if (!data.anyHeld) return null
  return (
    <InsetText>
      {t('desk.held', { count: data.held })} {data.letIn ? t('desk.let_in', { count: data.letIn }) : null}{' '}
      <a href={`/desk/exercises/${data.exercise.id}/list/check-back/held`}>{t('desk.held_link')}</a>
    </InsetText>
  )
}

/** Answering is over: what was said of each wording, and what becomes of it. */
export function Answering({ data, back, day }: { data: Data; back: Refused | undefined; day: string }) {
  const t = useWords('check-back-desk')
  const open = data.options.filter(
    ({ id }) =>
      data.said.some((one) => one.optionId === id && one.verdict !== 'yes') &&
      !data.replies.some((reply) => reply.optionId === id),
  ).length
  return (
    <>
      <p>{t('desk.answering', { day, asked: data.asked, answered: data.answered })}</p>
      <HeldLink data={data} />
      {data.options.map((option) => (
        <OptionReply key={option.id} option={option} data={data} back={back} />
      ))}
      <DeskSection title={t('desk.conclude.title')} id="conclude">
        <p>{open ? t('desk.conclude.open', { count: open }) : t('desk.conclude.text')}</p>
        <Form method="post">
          <Button name="intent" value="conclude">
            {t('desk.conclude.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

const countedIn = (said: readonly { verdict: Verdict }[]) =>
  Object.fromEntries(verdicts.map((verdict) => [verdict, said.filter((one) => one.verdict === verdict).length]))

function OptionReply({
  option,
  data,
  back: anyBack,
}: {
  option: Data['options'][number]
  data: Data
  back: Refused | undefined
}) {
  const t = useWords('check-back-desk')
  const back = anyBack?.typed.option?.[0] === option.id ? anyBack : undefined
  const isHere = ({ optionId }: { optionId: string }) => optionId === option.id
  const said = data.said.filter(isHere)
  const words = data.suggestions.filter(isHere)
  const reply = data.replies.find(isHere)
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={option.title} id={`option-${option.id}`}>
      <p>
        {t('desk.said', countedIn(said))}{' '}
        {data.held ? t('desk.said_with', countedIn([...said, ...data.heldSaid.filter(isHere)])) : null}
      </p>
      {words.length ? (
        <ul>
          {words.map((one, i) => (
            <li key={i}>
              {t(one.held ? 'desk.words_held' : 'desk.words', {
                verdict: t(`verdict.${one.verdict}`),
                language: one.language,
              })}{' '}
              <bdi lang={one.lang}>{one.words}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <Form method="post" noValidate>
        <input type="hidden" name="option" value={option.id} />
        <Radios
          name="outcome"
          idPrefix={back ? 'outcome' : `outcome-${option.id}`}
          classes="govuk-radios--inline"
          fieldset={{ legend: t('desk.reply.outcome') }}
          items={(['changed', 'kept'] as const).map((value) => ({ value, text: t(`desk.reply.${value}`) }))}
          value={shown(back, 'outcome', reply?.outcome)}
          error={errorOf('outcome')}
        />
        <Input
          name="wording"
          id={back ? 'wording' : `wording-${option.id}`}
          label={t('desk.reply.wording')}
          value={shown(back, 'wording', reply?.wording)}
          error={errorOf('wording')}
        />
        <Textarea
          name="suggested"
          id={back ? 'suggested' : `suggested-${option.id}`}
          rows={2}
          label={t('desk.reply.suggested')}
          hint={t('desk.reply.suggested_hint')}
          value={shown(back, 'suggested', reply?.suggested)}
          error={errorOf('suggested')}
        />
        <Textarea
          name="because"
          id={back ? 'because' : `because-${option.id}`}
          rows={2}
          label={t('desk.reply.because')}
          value={shown(back, 'because', reply?.because)}
          error={errorOf('because')}
        />
        <Button name="intent" value="reply" classes="govuk-button--secondary">
          {t('desk.reply.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
