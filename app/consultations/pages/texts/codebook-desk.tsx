import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type Refused, refused, shown, type Typed, tooLong, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { type Code, codebookProblems, mostCodes } from '../../texts/codebook.ts'
import { codebooksOf, publishCodebook, saveCodebook } from '../../texts/codebook-store.server.ts'
import { CodeTable } from './code-table.tsx'
import { closedExercise, params, textsHome } from './text-desk.server.ts'

const done = z.enum(['saved', 'published'])
const limits = { name: 80, definition: 400, example: 200, note: 500 } as const
/** Empty places beside what is written. */
const spare = 3

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'text.code' }, async (ask) => {
    const exercise = await closedExercise(ask)
    const versions = await codebooksOf(ask.db, exercise.id)
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    return {
      title: ask.words('texts')('codebook.title'),
      exercise: { id: exercise.id, title: exercise.title },
      versions,
      writes: may(ask.actor.grants, 'text.read'),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'text.read' }, async (ask) => {
    const exercise = await closedExercise(ask)
    const typed = await typedIn(ask.request)
    const by = { exerciseId: exercise.id, personId: ask.actor.personId }
    const home = `${textsHome(exercise.id)}/codebook`
    if (typed.intent?.[0] === 'publish') {
      const published = await write(ask.db, (tx) => publishCodebook(tx, by, ask.now))
      if (!published) {
        return refused([{ field: 'name-1', message: ask.words('texts')('errors.nothing_to_publish') }], typed)
      }
      throw redirect(`${home}?done=published`, 303)
    }
    if (typed.intent?.[0] !== 'save') throw notFound()
    return save(ask, typed, by)
  })(args)

async function save(ask: StaffAsk<{ id: string }>, typed: Typed, by: { exerciseId: string; personId: string }) {
  const t = ask.words('texts')
  const codes = codesIn(typed)
  const long = codes.flatMap((code) =>
    (['name', 'definition', 'example'] as const)
      .filter((field) => code[field].length > limits[field])
      .map((field) => {
        const id = `${field}-${code.row}`
        return { field: id, message: tooLong(t, id, limits[field], code[field]) }
      }),
  )
  const problems = codebookProblems(codes).map(({ field, key }) => ({ field, message: t(`errors.${key}`) }))
  const note = (typed.note?.[0] ?? '').trim()
  if (note.length > limits.note) long.push({ field: 'note', message: tooLong(t, 'note', limits.note, note) })
  if (long.length || problems.length) return refused([...problems, ...long], typed)
  const kept = codes.map(({ key, name, definition, example }) => ({ key, name, definition, example }))
  await write(ask.db, (tx) => saveCodebook(tx, { ...by, codes: kept, note }, ask.now))
  throw redirect(`${textsHome(by.exerciseId)}/codebook?done=saved`, 303)
}

/** The codes as they were typed, without the places that were left empty. A code keeps its key through every version. */
function codesIn(typed: Typed): (Code & { row: number })[] {
  const field = (name: string, row: number) => (typed[`${name}-${row}`]?.[0] ?? '').trim()
  return Array.from({ length: mostCodes }, (_, i) => i + 1)
    .map((row) => ({
      row,
      key: /^[0-9a-f-]{36}$/.test(field('key', row)) ? field('key', row) : randomUUID(),
      name: field('name', row),
      definition: field('definition', row),
      example: field('example', row),
    }))
    .filter(({ name, definition, example }) => name || definition || example)
}

export default function CodebookDesk() {
  const { title, exercise, versions, writes, done: what } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('texts')
  const { locale } = useLanguage()
  const home = `/desk/exercises/${exercise.id}/texts`
  const published = versions.filter(({ publishedAt }) => publishedAt)
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`codebook.done.${what}`)} />
        ) : null
      }
    >
      <p className="read">{t('codebook.how')}</p>
      {writes ? <Write newest={versions[0]} back={back} /> : null}
      {published.map(({ version, codes, note, publishedAt }) => (
        <DeskSection
          key={version}
          title={t('codebook.version', { version, day: formatDate(publishedAt!, locale) })}
          id={`v${version}`}
        >
          {note ? <p className="read">{note}</p> : null}
          <CodeTable codes={codes} />
        </DeskSection>
      ))}
    </DeskPage>
  )
}

function Write({
  newest,
  back,
}: {
  newest: { codes: Code[]; note: string; publishedAt: string | null } | undefined
  back: Refused | undefined
}) {
  const t = useWords('texts')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const codes = newest?.codes ?? []
  const isOpen = newest !== undefined && newest.publishedAt === null
  const rows = Math.min(mostCodes, codes.length + spare)
  return (
    <DeskSection title={t(newest && !isOpen ? 'codebook.next' : 'codebook.write')} id="write">
      <Form method="post" noValidate>
        {Array.from({ length: rows }, (_, i) => i + 1).map((row) => {
          const code = codes[row - 1]
          return (
            <Fieldset key={row} legend={t('codebook.code', { number: row })}>
              {code ? <input type="hidden" name={`key-${row}`} value={code.key} /> : null}
              <Input
                name={`name-${row}`}
                label={t('codebook.name')}
                value={shown(back, `name-${row}`, code?.name)}
                error={errorOf(`name-${row}`)}
              />
              <Textarea
                name={`definition-${row}`}
                rows={2}
                label={t('codebook.definition')}
                hint={t('codebook.definition_hint')}
                value={shown(back, `definition-${row}`, code?.definition)}
                error={errorOf(`definition-${row}`)}
              />
              <Input
                name={`example-${row}`}
                label={t('codebook.example')}
                hint={t('codebook.example_hint')}
                value={shown(back, `example-${row}`, code?.example)}
                error={errorOf(`example-${row}`)}
              />
            </Fieldset>
          )
        })}
        <Textarea
          name="note"
          rows={2}
          label={t('codebook.note')}
          hint={t('codebook.note_hint')}
          value={shown(back, 'note', isOpen ? newest.note : '')}
          error={errorOf('note')}
        />
        <ButtonGroup>
          <Button name="intent" value="save">
            {t('codebook.save')}
          </Button>
          {isOpen ? (
            <Button name="intent" value="publish" classes="govuk-button--secondary">
              {t('codebook.publish')}
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}
