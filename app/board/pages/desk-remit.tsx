import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { languages } from '../../languages/words.server.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { noParams, notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { FormDesk } from '../../ui/form-desk.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { boardOf } from '../agenda-store.server.ts'
import { remitIn, remitVersions, translateRemit, writeRemit } from '../remit-store.server.ts'

const permission = 'board.prepare'
/** What is written here is public at once. */
export const handle = { careful: true }

const others = () => languages().filter(({ code }) => code !== firstLanguage)

/** What the Board is for: its words, those of other languages, and every version with its day. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, words, request }) => {
    const board = await boardOf(db)
    if (!board) throw notFound()
    const codes = others().map(({ code }) => code)
    const versions = await remitVersions(db, board.id)
    const told = await remitIn(db, board.remit, codes)
    const before = versions[1] ? await remitIn(db, versions[1].remit, codes) : new Map<string, string>()
    const done = z.enum(['remit', 'words', 'same']).safeParse(new URL(request.url).searchParams.get('done'))
    return {
      title: words('board-desk')('remit.title'),
      remit: board.remit,
      versions,
      told: others().map(({ code, name, direction }) => ({
        code,
        name,
        direction,
        body: told.get(code) ?? null,
        before: told.has(code) ? null : (before.get(code) ?? null),
      })),
      done: done.success ? done.data : null,
    }
  })(args)

const shape = z.object({ remit: lines(1000).pipe(z.string().min(20, 'remit')) })
const wordsShape = z.object({ language: line(10), remitWords: lines(1500) })

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission }, async (ask) => {
    const intent = new URL(ask.request.url).searchParams.get('what')
    if (intent === 'remit') return remit(ask)
    if (intent === 'words') return translated(ask)
    throw notFound()
  })(args)

async function remit({ db, now, request, words, actor }: StaffAsk) {
  const form = await readForm(request, shape, words('board-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  const isNew = await write(db, async (tx) => {
    const board = await boardOf(tx)
    if (!board) throw notFound()
    return writeRemit(tx, { boardId: board.id, remit: form.value.remit, personId: actor.personId }, now)
  })
  throw redirect(`/desk/board/remit?done=${isNew ? 'remit' : 'same'}`, 303)
}

async function translated({ db, now, request, words, actor }: StaffAsk) {
  const form = await readForm(request, wordsShape, words('board-desk'))
  if (!form.ok) {
    const inLanguage = form.typed.language?.[0] ?? ''
    return refused(
      form.errors.map((error) => ({ ...error, field: `${error.field}-${inLanguage}` })),
      form.typed,
    )
  }
  const { language, remitWords: body } = form.value
  if (!others().some(({ code }) => code === language)) throw notFound()
  await write(db, async (tx) => {
    const board = await boardOf(tx)
    if (!board) throw notFound()
    const given = { boardId: board.id, english: board.remit, language, body, personId: actor.personId }
    await translateRemit(tx, given, now)
  })
  throw redirect('/desk/board/remit?done=words', 303)
}

export default function DeskRemit() {
  const { title, remit, versions, told, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const inLanguage = back?.typed.language?.[0]
  return (
    <FormDesk
      t={t}
      title={title}
      where={t('desk.where')}
      back={{ href: '/desk/board', text: t('desk.title') }}
      refused={back}
      done={done ? `remit_${done}` : null}
    >
      <p className="read">{t('remit.lede')}</p>
      <p>
        <a href="/en/board">{t('desk.public_page')}</a>
      </p>
      <Form method="post" action="/desk/board/remit?what=remit" noValidate>
        <Textarea
          name="remit"
          rows={5}
          label={t('remit.label')}
          hint={t('remit.hint')}
          value={shown(inLanguage ? undefined : back, 'remit', remit)}
          error={errorOf('remit')}
        />
        <Button>{t('remit.save')}</Button>
      </Form>
      <DeskSection title={t('remit.languages')} id="languages">
        <p className="read">{t('remit.languages_text')}</p>
        {told.map(({ code, name, direction, body, before }) => {
          const own = inLanguage === code ? back : undefined
          return (
            <Form key={code} method="post" action="/desk/board/remit?what=words" noValidate>
              <input type="hidden" name="language" value={code} />
              <h3 id={`in-${code}`}>
                <span lang={code}>{name}</span>{' '}
                <Tag classes={body ? 'govuk-tag--green' : 'govuk-tag--yellow'}>
                  {t(body ? 'remit.there' : 'remit.missing')}
                </Tag>
              </h3>
              <Textarea
                id={`remitWords-${code}`}
                name="remitWords"
                rows={4}
                label={t('remit.words', { language: name })}
                hint={before ? t('remit.before') : undefined}
                value={shown(own, 'remitWords', body ?? before ?? '')}
                error={own && errorOf(`remitWords-${code}`)}
                attributes={{ lang: code, dir: direction }}
              />
              <Button classes="govuk-button--secondary">
                {t('remit.save_words')} <span className="govuk-visually-hidden">{name}</span>
              </Button>
            </Form>
          )
        })}
      </DeskSection>
      <DeskSection title={t('remit.versions')} id="versions">
        <Table
          head={[t('remit.version'), t('remit.day'), t('remit.by'), t('remit.entry'), t('remit.label')]}
          rows={versions.map((one) => [
            String(one.version),
            one.writtenOn ? <DateText key="day" iso={one.writtenOn} locale={locale} /> : t('remit.long_ago'),
            one.writtenBy ?? t('remit.by_command'),
            one.ledgerSeq === null ? '' : String(one.ledgerSeq),
            one.remit,
          ])}
        />
      </DeskSection>
    </FormDesk>
  )
}
