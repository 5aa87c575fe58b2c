import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { choiceFor, marksOf } from '../../equality/equality-choice-store.server.ts'
import { descriptionLimit } from '../../equality/monitoring.ts'
import { batchFor, keying, paperPath } from '../../paper/paper.server.ts'
import { readSheet, sheetQuestions, wordsField } from '../../paper/paper-sheet.ts'
import { keySheet, sheetsKeyed } from '../../paper/paper-store.server.ts'
import { sheetView } from '../../paper/sheet-view.server.ts'

type SheetsAsk = StaffAsk<z.output<typeof keying.params>>
const sheetsFor = (ask: SheetsAsk, db: Handle = ask.db) => batchFor(ask, db, 'sheets')

/** Equality sheets on a page of their own: no answer is ever shown beside them (journeys 3.12). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(keying, async (ask) => {
    const { exercise, batch, frozen } = await sheetsFor(ask)
    return {
      title: ask.words('paper')('sheets.title', { batch: batch.name }),
      home: paperPath(exercise.id, `/${batch.id}`),
      batch: batch.name,
      open: batch.state !== 'signed' && !frozen,
      sheets: await sheetsKeyed(ask.db, batch.id),
      questions: (await sheetView(ask.db, exercise.id, 'en'))?.questions ?? [],
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(keying, async (ask) => {
    const t = ask.words('paper')
    const { exercise } = await sheetsFor(ask)
    const choice = await choiceFor(ask.db, exercise.id)
    const questions = sheetQuestions(choice)
    if (!questions.length) throw notFound()
    const fields = questions.flatMap(({ step, described }) => (described ? [step, wordsField(step)] : [step]))
    const keyable = Object.fromEntries(fields.map((field) => [field, line(500)]))
    const form = await readForm(ask.request, z.object({ number: line(10), replaces: line(10), ...keyable }), t)
    if (!form.ok) return refused(form.errors, form.typed)
    const given = form.value as Record<string, string>
    const number = /^\d{1,6}$/.test(given.number!) ? Number(given.number) : 0
    const errors = number ? [] : [{ field: 'number', message: t('errors.number') }]
    const read = readSheet(given, choice, await marksOf(ask.db, choice, 'en'))
    if (!read.ok) {
      for (const { field, key, most } of read.problems) errors.push({ field, message: t(`errors.${key}`, { most }) })
    }
    for (const { step, described } of questions) {
      const written = described ? given[wordsField(step)]!.length : 0
      if (written > descriptionLimit) {
        const values = { limit: descriptionLimit, written }
        errors.push({ field: wordsField(step), message: t('errors.sheet_words', values) })
      }
    }
    if (errors.length || !read.ok) return refused(errors, form.typed)
    const trouble = await write(ask.db, async (tx) => {
      const { batch, frozen } = await sheetsFor(ask, tx)
      if (frozen) return 'frozen'
      if (batch.state === 'signed') return 'not_keying'
      const keyed = await keySheet(tx, batch.id, number, read.said, given.replaces === String(number))
      return keyed ? undefined : 'sheet_known'
    })
    if (trouble) return refused([{ field: 'number', message: t(`errors.${trouble}`, { number }) }], form.typed)
    throw redirect(paperPath(exercise.id, `/${encodeURIComponent(ask.params.batch)}/sheets`), 303)
  })(args)

export default function PaperSheets() {
  const { title, home, batch, open, sheets, questions } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('paper')
  const own = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const refusedNumber = back?.errors.some(({ field }) => field === 'number')
    ? back.typed.number?.[0]?.trim()
    : undefined
  const known = sheets.find((number) => String(number) === refusedNumber)
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: batch }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('sheets.text')}</p>
      {questions.length ? null : <p>{t('sheets.none')}</p>}
      {open && questions.length ? (
        <DeskSection title={t('sheets.keyed', { count: sheets.length })} id="sheet">
          <Form method="post" noValidate>
            <Input
              name="number"
              label={t('sheets.number')}
              value={shown(back, 'number')}
              error={errorOf('number')}
              inputmode="numeric"
              classes="govuk-input--width-5"
              attributes={{ autoFocus: true }}
            />
            {questions.map(({ step, title: asked, parts, own: label }) => (
              <Fragment key={step}>
                <Input
                  name={step}
                  label={asked}
                  hint={[...parts.flatMap(({ items }) => items), { number: '0', text: own('equality.prefer_not') }]
                    .map(({ number, text }) => `${number} ${text}`)
                    .join(' · ')}
                  value={shown(back, step)}
                  error={errorOf(step)}
                  inputmode="numeric"
                  classes="govuk-input--width-3"
                />
                {label ? (
                  <Input
                    name={`${step}-words`}
                    label={t('sheets.own_words')}
                    hint={asked}
                    value={shown(back, `${step}-words`)}
                    error={errorOf(`${step}-words`)}
                    attributes={{ dir: 'auto' }}
                  />
                ) : null}
              </Fragment>
            ))}
            {known === undefined ? null : (
              <Checkboxes
                name="replaces"
                items={[{ value: String(known), text: t('sheets.replaces', { number: known }) }]}
                values={[]}
              />
            )}
            <Button>{t('sheets.button')}</Button>
          </Form>
        </DeskSection>
      ) : null}
      {sheets.length ? <Table head={[t('sheets.numbers')]} rows={[[sheets.join(', ')]]} /> : null}
    </DeskPage>
  )
}
