import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { Back, LanguageView } from '../../editions/translating.server.ts'
import { translationStates } from '../../editions/translation.ts'
import { TextBeside } from './text-beside.tsx'

export interface LanguageProps {
  view: LanguageView
  back: Back | undefined
}

const tags = { missing: 'red', outdated: 'yellow', unchecked: 'blue', checked: '' } as const

/** How far the language is, the files to send out and to bring back, and everything that is wrong with one. */
export function TranslatorsFiles({ view: { counts, exercise, language }, back }: LanguageProps) {
  const t = useWords('translating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const home = `/desk/exercises/${exercise.id}/languages/${language.code}`
  return (
    <>
      <p className="lede">
        {translationStates
          .filter((state) => counts[state] > 0)
          .map((state) => t(`counts.${state}`, { count: counts[state] }))
          .join(t('join'))}
      </p>
      {back?.wrong ? (
        <DeskSection title={t('wrong.title', { count: back.total ?? 0 })} id="wrong">
          <p className="read">{t('wrong.text')}</p>
          {(back.total ?? 0) > back.wrong.length ? <p>{t('wrong.first', { count: back.wrong.length })}</p> : null}
          <Table
            narrow="stack"
            head={[{ text: t('wrong.row'), format: 'numeric' }, t('wrong.place'), t('wrong.what')]}
            rows={back.wrong.map(({ row, place, key, values }) => [
              { text: String(row), format: 'numeric' },
              place || '–',
              t(`errors.${key}`, values),
            ])}
          />
        </DeskSection>
      ) : null}
      <DeskSection title={t('files.title')} id="files">
        <p className="read">{t('files.text')}</p>
        <ul className="link-row">
          {(['xlf', 'po', 'csv'] as const).map((kind) => (
            <li key={kind}>
              <a href={`${home}/texts.${kind}`}>{t(`files.${kind}`)}</a>
            </li>
          ))}
        </ul>
        <Form method="post" encType="multipart/form-data" noValidate>
          <FileUpload
            name="file"
            label={{ text: t('files.file') }}
            hint={{ text: t('files.hint') }}
            error={errorOf('file')}
          />
          <Button name="intent" value="load" classes="govuk-button--secondary">
            {t('files.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

/** Every text beside its translation. */
export function TranslatorsTexts({ view: { texts, language }, back }: LanguageProps) {
  const t = useWords('translating')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.intent?.[0] === 'save' ? back : undefined
  return (
    <DeskSection title={t('texts.title')} id="texts">
      <Form method="post" encType="multipart/form-data" noValidate>
        {texts.map((text, i) => {
          const { number, english, body, state, checkedBy, checkedOn } = text
          return (
            <TextBeside
              key={text.place}
              text={text}
              before={texts[i - 1]}
              state={{ isOutdated: state === 'outdated', name: t(`states.${state}`), tag: tags[state] }}
              notes={
                checkedBy && checkedOn ? (
                  <p className="meta">{t('texts.checked', { who: checkedBy, day: formatDate(checkedOn, locale) })}</p>
                ) : null
              }
            >
              <Textarea
                name={`text-${number}`}
                label={{ text: t('texts.label', { number }), classes: 'govuk-visually-hidden' }}
                rows={Math.min(6, 1 + Math.ceil(english.length / 60))}
                value={shown(own, `text-${number}`, body)}
                error={errorOf(`text-${number}`)}
                spellcheck={false}
                attributes={{ lang: language.code, dir: language.direction }}
              />
            </TextBeside>
          )
        })}
        <Button name="intent" value="save">
          {t('texts.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** Who has read it, as it is recorded: from then on residents are no longer told that nobody has. */
export function TranslatorsSign({ view: { texts, counts, language, self }, back }: LanguageProps) {
  const t = useWords('translating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.intent?.[0] === 'sign' ? back : undefined
  const toCheck = texts.filter((text) => text.toCheck)
  const ofOneself = counts.unchecked - toCheck.length
  return (
    <DeskSection title={t('sign.title')} id="sign">
      {ofOneself ? <p className="read">{t('sign.of_oneself', { count: ofOneself })}</p> : null}
      {toCheck.length === 0 ? (
        <p>{t(ofOneself ? 'sign.nothing_else' : 'sign.nothing')}</p>
      ) : (
        <Form method="post" encType="multipart/form-data" noValidate>
          <p className="read">{t('sign.text', { count: toCheck.length, language: language.name })}</p>
          {toCheck.map(({ number, seal }) => (
            <input key={number} type="hidden" name={`read-${number}`} value={seal} />
          ))}
          {self === null ? (
            <Input
              name="checker"
              label={{ text: t('sign.checker') }}
              hint={{ text: t('sign.hint') }}
              value={shown(own, 'checker')}
              error={errorOf('checker')}
            />
          ) : (
            <p>{t('sign.as_you', { label: self })}</p>
          )}
          <Checkboxes
            name="read"
            values={own?.typed.read ?? []}
            items={[
              { value: 'yes', text: t(self === null ? 'sign.read' : 'sign.i_read', { language: language.name }) },
            ]}
            error={errorOf('read')}
          />
          <Button name="intent" value="sign">
            {t('sign.button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
