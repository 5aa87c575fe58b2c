import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf, languages, words } from '../../../languages/words.server.ts'
import { line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { noParams, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { changeWording, wordings } from '../../equality/wording-store.server.ts'

const permission = 'settings.change'
/** What is contested is worded by the partnership (rule E-9). */
const steps = ['sex', 'gender'] as const

/** How the partnership asks about sex and gender, in each language: its own words where it has any. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission }, async (ask) => {
    const own = await wordings(ask.db)
    return {
      title: ask.words('equality')('wording.title'),
      done: new URL(ask.request.url).searchParams.get('done'),
      languages: languages().map(({ code, name }) => ({ code, name })),
      asked: steps.flatMap((step) =>
        languages().map(({ code, direction }) => {
          const changed = own.find((one) => one.step === step && one.language === code)
          return {
            step,
            language: code,
            direction,
            title: changed?.title ?? words(code, 'consultations')(`equality.${step}.title`),
            hint: changed?.hint ?? '',
            by: changed ? { label: changed.changedBy, on: changed.changedAt } : null,
          }
        }),
      ),
    }
  })(args)

const shape = z.object({
  step: z.enum(steps, 'step'),
  language: z.string('language').refine((code) => languageOf(code) !== undefined, 'language'),
  title: line(200),
  hint: line(300),
})

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission }, async (ask) => {
    const t = ask.words('equality')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    if (value.hint && !value.title) return refused([{ field: 'title', message: t('errors.hint_alone') }], form.typed)
    await write(ask.db, (tx) => changeWording(tx, value, ask.actor.personId, ask.now))
    throw redirect(`/desk/settings/equality?done=${value.title ? 'changed' : 'usual'}`, 303)
  })(args)

export default function EqualityWording() {
  const { title, done, asked, languages } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { locale } = useLanguage()
  const t = useWords('equality')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      t={t}
      title={title}
      where={null}
      back={{ href: '/desk/settings', text: t('wording.back') }}
      refused={back}
      done={done}
    >
      <p className="read">{t('wording.lede')}</p>
      {steps.map((step) => (
        <DeskSection key={step} title={t(`wording.steps.${step}`)} id={`asked-${step}`}>
          <SummaryList
            rows={asked
              .filter((one) => one.step === step)
              .map((one) => ({
                key: languages.find(({ code }) => code === one.language)!.name,
                value: (
                  <>
                    <p lang={one.language} dir={one.direction}>
                      {one.title}
                    </p>
                    {one.hint ? (
                      <p lang={one.language} dir={one.direction} className="meta">
                        {one.hint}
                      </p>
                    ) : null}
                    <p className="meta">
                      {one.by ? (
                        <>
                          {t('wording.by', { who: one.by.label })} <DateText iso={one.by.on} locale={locale} />
                        </>
                      ) : (
                        t('wording.usual')
                      )}
                    </p>
                  </>
                ),
              }))}
          />
        </DeskSection>
      ))}
      <DeskSection title={t('wording.change')} id="change">
        <Form method="post" noValidate>
          <Radios
            name="step"
            fieldset={{ legend: { text: t('wording.which') } }}
            value={shown(back, 'step')}
            error={errorOf('step')}
            items={steps.map((step) => ({ value: step, text: t(`wording.steps.${step}`) }))}
          />
          <Select
            name="language"
            label={t('wording.language')}
            value={shown(back, 'language', 'en')}
            error={errorOf('language')}
            items={languages.map(({ code, name }) => ({ value: code, text: name, attributes: { lang: code } }))}
          />
          <Input
            name="title"
            label={t('wording.question')}
            hint={t('wording.question_hint')}
            value={shown(back, 'title')}
            error={errorOf('title')}
            attributes={{ dir: 'auto' }}
          />
          <Input
            name="hint"
            label={t('wording.hint')}
            value={shown(back, 'hint')}
            error={errorOf('hint')}
            attributes={{ dir: 'auto' }}
          />
          <Button>{t('wording.button')}</Button>
        </Form>
      </DeskSection>
    </FormDesk>
  )
}
