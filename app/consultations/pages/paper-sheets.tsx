import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import { importing } from '../importing.server.ts'
import { ageBands, ethnicGroups, sexes } from '../monitoring.ts'
import { batchFor, paperPath } from '../paper.server.ts'
import { keySheet, sheetsKeyed } from '../paper-store.server.ts'

const params = importing.params.extend({ batch: z.string().max(100) })
const access = { params, permission: importing.permission }
const parts = { ageBand: ageBands, sex: sexes, ethnicGroup: ethnicGroups } as const
const names = Object.keys(parts) as (keyof typeof parts)[]

/** Equality sheets on a page of their own: no answer is ever shown beside them (journeys 3.12). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(access, async (ask) => {
    const { exercise, batch } = await batchFor(ask)
    return {
      title: ask.words('paper')('sheets.title', { batch: batch.name }),
      home: paperPath(exercise.id, `/${batch.id}`),
      batch: batch.name,
      open: batch.state !== 'signed',
      sheets: await sheetsKeyed(ask.db, batch.id),
    }
  })(args)

const shape = z.object({ number: line(10), ageBand: line(5), sex: line(5), ethnicGroup: line(5) })

export const action = (args: ActionFunctionArgs) =>
  staffPage(access, async (ask) => {
    const t = ask.words('paper')
    const { exercise } = await batchFor(ask)
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const number = /^\d{1,6}$/.test(form.value.number) ? Number(form.value.number) : 0
    const errors = number ? [] : [{ field: 'number', message: t('errors.number') }]
    const said: Record<string, string | null> = {}
    for (const name of names) {
      const given = form.value[name]
      const code = given ? (parts[name][Number(given) - 1] ?? undefined) : null
      if (code === undefined) errors.push({ field: name, message: t('errors.sheet', { most: parts[name].length }) })
      else said[name] = code
    }
    if (errors.length) return refused(errors, form.typed)
    const keyed = await write(ask.db, async (tx) => {
      const { batch } = await batchFor(ask, tx)
      if (batch.state === 'signed') return false
      await keySheet(tx, batch.id, number, said)
      return true
    })
    if (!keyed) return refused([{ field: 'number', message: t('errors.not_keying') }], form.typed)
    throw redirect(paperPath(exercise.id, `/${encodeURIComponent(ask.params.batch)}/sheets`), 303)
  })(args)

export default function PaperSheets() {
  const { title, home, batch, open, sheets } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('paper')
  const own = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { ageBand: 'age', sex: 'sex', ethnicGroup: 'ethnic-group' } as const
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: batch }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('sheets.text')}</p>
      {open ? (
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
            {names.map((name) => (
              <Input
                key={name}
                name={name}
                label={own(`equality.${words[name]}.title`)}
                hint={parts[name].map((code, i) => `${i + 1} ${own(`equality.${words[name]}.${code}`)}`).join(' · ')}
                value={shown(back, name)}
                error={errorOf(name)}
                inputmode="numeric"
                classes="govuk-input--width-3"
              />
            ))}
            <Button>{t('sheets.button')}</Button>
          </Form>
        </DeskSection>
      ) : null}
      {sheets.length ? <Table head={[t('sheets.numbers')]} rows={[[sheets.join(', ')]]} /> : null}
    </DeskPage>
  )
}
