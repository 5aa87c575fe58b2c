import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import type { BuilderView } from '../../building/builder-view.server.ts'

type Written = BuilderView & { written: NonNullable<BuilderView['written']> }
interface OutlineProps {
  view: Written
  back: Refused | undefined
}
type Part = BuilderView['parts'][number]

/** The whole form at a glance, what to mend, and the ways to go on. */
export function BuilderOutline({ view, back }: OutlineProps) {
  const t = useWords('builder')
  const translating = useWords('translating')
  const home = `/desk/exercises/${view.exercise.id}`
  return (
    <>
      <Length view={view} />
      <ul className="link-row">
        <li>
          <a href={`/en/preview/${view.exercise.id}`}>{t('links.preview')}</a>
        </li>
        <li>
          <a href={`${home}/form/bank`}>{t('links.bank')}</a>
        </li>
        <li>
          <a href={`${home}/languages`}>{translating('work')}</a>
        </li>
        <li>
          <a href={`${home}/check`}>{t('links.check')}</a>
        </li>
      </ul>
      {view.troubles.length ? (
        <InsetText classes="inset-caution">
          <p>{t('to_mend')}</p>
          <ul>
            {view.troubles.map(({ field, message, about }) => (
              <li key={`${field}${message}`}>
                {about ? <a href={`#${field}`}>{about}</a> : null} {message}
              </li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      {view.parts.map((part) => (
        <DeskSection
          key={part.owner ?? 'core'}
          id={part.owner ?? 'core'}
          title={part.name ? t('module', { partner: part.name }) : view.parts.length > 1 ? t('core') : t('questions')}
        >
          {part.owner === null ? <p className="meta">{t('where_first')}</p> : null}
          {part.hidden ? <p>{t('theirs', { count: part.hidden })}</p> : null}
          {!part.hidden && !part.questions.length ? <p>{t('no_questions')}</p> : null}
          <ol className="plain-list" start={part.questions[0]?.number}>
            {part.questions.map((question) => (
              <OneQuestion key={question.key} question={question} view={view} />
            ))}
          </ol>
        </DeskSection>
      ))}
      <AddQuestion view={view} back={back} />
      {view.isLead && view.state === 'planning' ? <Heading view={view} back={back} /> : null}
      {view.isLead ? <Aside /> : null}
    </>
  )
}

/** How long it takes and how hard it reads, against what residents can be asked to bear (rules A-7, G-7). */
function Length({ view: { length, age } }: { view: Written }) {
  const t = useWords('builder')
  const { locale } = useLanguage()
  if (!length) return null
  const minutes = formatNumber(length.minutes, locale, 1)
  return (
    <>
      <p className="lede">{t('length', { count: length.questions, minutes })}</p>
      {age === null ? null : <p>{t(age > 11 ? 'age_high' : 'age', { age })}</p>}
      {length.isLong ? <InsetText classes="inset-caution">{t('too_long')}</InsetText> : null}
    </>
  )
}

function OneQuestion({ question, view }: { question: Part['questions'][number]; view: Written }) {
  const t = useWords('builder')
  const hints = view.hints.filter((one) => one.question === question.key)
  const home = `/desk/exercises/${view.exercise.id}/form`
  const title = <span className="govuk-visually-hidden">{question.title}</span>
  const button = (intent: string) => (
    <button className="link-button" type="submit" name="intent" value={intent}>
      {t(`question.${intent}`)} {title}
    </button>
  )
  return (
    <li id={`question-${question.key}`} className="builder-question">
      {question.section ? <p className="where">{question.section}</p> : null}
      <h3>{t('question.numbered', { number: question.number, title: question.title })}</h3>
      <p className="meta">
        {t('question.about', {
          kind: t(`kinds.${question.kind}`),
          must: t(question.required ? 'question.required' : 'question.optional'),
        })}
        {question.sharesPage ? ` ${t('question.same_page')}` : ''}
      </p>
      {question.route ? <p>{question.route}</p> : null}
      {hints.length ? (
        <ul className="builder-hints">
          {hints.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      {question.mine && view.takeOut === question.key ? <TakeOut question={question} home={home} /> : null}
      {question.mine && view.takeOut !== question.key ? (
        <Form method="post" noValidate className="builder-acts">
          <input type="hidden" name="key" value={question.key} />
          <a href={`${home}/${question.key}`}>
            {t('question.edit')} {title}
          </a>
          <a href={`${home}/${question.key}/route`}>
            {t('question.route')} {title}
          </a>
          {question.isFirst ? null : button('up')}
          {question.isLast ? null : button('down')}
          {button('delete')}
        </Form>
      ) : null}
    </li>
  )
}

function TakeOut({ question, home }: { question: Part['questions'][number]; home: string }) {
  const t = useWords('builder')
  return (
    <Form method="post" action={home} noValidate>
      <input type="hidden" name="key" value={question.key} />
      <WarningText iconFallbackText={t('question.warning')}>
        {t('question.sure', { title: question.title })}
      </WarningText>
      <ButtonGroup>
        <Button name="intent" value="delete_sure" classes="govuk-button--warning">
          {t('question.delete_sure')}
        </Button>
        <a href={`${home}#question-${question.key}`}>{t('question.keep')}</a>
      </ButtonGroup>
    </Form>
  )
}

function AddQuestion({ view, back }: OutlineProps) {
  const t = useWords('builder')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.intent?.[0] === 'add' ? back : undefined
  return (
    <DeskSection title={t('add.title')} id="add">
      <Form method="post" noValidate>
        <Input
          name="question"
          label={t('add.question')}
          value={shown(own, 'question')}
          error={own && errorOf('question')}
        />
        <Select
          name="kind"
          label={t('add.kind')}
          error={own && errorOf('kind')}
          value={shown(own, 'kind', 'one')}
          items={view.kinds.map((kind) => ({ value: kind, text: t(`kinds.${kind}`) }))}
        />
        {view.isLead && view.ownModule ? (
          <Radios
            name="module"
            fieldset={{ legend: { text: t('add.module') } }}
            value={shown(own, 'module', 'core')}
            items={[
              { value: 'core', text: t('add.core') },
              { value: 'own', text: t('add.own') },
            ]}
          />
        ) : null}
        <Button name="intent" value="add">
          {t('add.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function Heading({ view, back }: OutlineProps) {
  const t = useWords('builder')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.intent?.[0] === 'words' ? back : undefined
  return (
    <DeskSection title={t('heading.title')} id="heading">
      <Form method="post" noValidate>
        <Input
          name="title"
          label={t('heading.label')}
          value={shown(own, 'title', view.written.title)}
          error={own && errorOf('title')}
        />
        <Textarea
          name="lead"
          rows={3}
          label={t('heading.lead')}
          hint={t('heading.lead_hint')}
          value={shown(own, 'lead', view.written.lead)}
          error={own && errorOf('lead')}
        />
        <Button name="intent" value="words" classes="govuk-button--secondary">
          {t('heading.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** A form that was begun, or a change to one that is asked, can be given up. */
function Aside() {
  const t = useWords('builder')
  return (
    <Details summaryText={t('aside.summary')}>
      <p>{t('aside.text')}</p>
      <Form method="post" noValidate>
        <Button name="intent" value="aside" classes="govuk-button--warning">
          {t('aside.button')}
        </Button>
      </Form>
    </Details>
  )
}
