import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, type Refused, refused, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { Details } from '../../../ui/details.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { codesBy, codingOf, saveCodes, toCode } from '../../texts/coding-store.server.ts'
import { partTitles } from '../../texts/free-text-store.server.ts'
import { redacted } from '../../texts/redaction.ts'
import { AsTyped } from '../answering/check-parts.tsx'
import { CodeTable } from './code-table.tsx'
import { closedExercise, params, textsHome } from './text-desk.server.ts'

const permission = 'text.code'
const atOnce = 10
const noneFits = 'none'

/** What one coder codes: theirs to see alone, and only as it was redacted. Nothing of the other's is read here. */
async function mine(ask: StaffAsk<{ id: string }>) {
  const exercise = await closedExercise(ask)
  const coding = await codingOf(ask.db, exercise.id)
  const ids = coding && toCode(coding.round, coding.texts, ask.actor.personId)
  if (!coding || !ids || coding.agreement) throw notFound()
  const by = { exerciseId: exercise.id, coderId: ask.actor.personId }
  const own = await codesBy(ask.db, { ...by, round: coding.round.round })
  const before = coding.round.round > 1 ? await codesBy(ask.db, { ...by, round: coding.round.round - 1 }) : new Map()
  return { exercise, coding, ids, own, before: before as typeof own }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, coding, ids, own, before } = await mine(ask)
    const asked = Number(new URL(ask.request.url).searchParams.get('page'))
    const firstLeft = ids.findIndex((id) => !own.has(id))
    const pages = Math.max(1, Math.ceil(ids.length / atOnce))
    const page = asked >= 1 && asked <= pages ? asked : Math.floor(Math.max(0, firstLeft) / atOnce) + 1
    const byId = new Map(coding.texts.map((text) => [text.id, text]))
    const now = ids.slice((page - 1) * atOnce, page * atOnce).map((id) => byId.get(id)!)
    const keys = new Set(coding.codes.map(({ key }) => key))
    const ticks = (id: string) => {
      const codes = own.get(id)
      if (codes) return codes.length ? [...codes] : [noneFits]
      return (before.get(id) ?? []).filter((key) => keys.has(key))
    }
    return {
      title: ask.words('texts')('coding.title', { round: coding.round.round }),
      exercise: { id: exercise.id, title: exercise.title },
      codes: coding.codes,
      page,
      pages,
      left: ids.filter((id) => !own.has(id)).length,
      of: ids.length,
      titles: await partTitles(ask.db, now),
      texts: now.map(({ id, body, hides, language, part }) => ({
        id,
        language,
        part,
        words: redacted(body, hides!),
        ticks: ticks(id),
      })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise } = await mine(ask)
    const t = ask.words('texts')
    const typed = await typedIn(ask.request)
    const errors: FieldError[] = []
    const given = (typed.text ?? []).slice(0, atOnce).flatMap((id) => {
      const ticked = typed[`codes-${id}`] ?? []
      const codes = ticked.filter((key) => key !== noneFits)
      if (codes.length && ticked.includes(noneFits))
        errors.push({ field: `codes-${id}`, message: t('errors.none_and_more') })
      return ticked.length ? [{ id, codes }] : []
    })
    if (errors.length) return refused(errors, typed)
    const by = { exerciseId: exercise.id, personId: ask.actor.personId, given }
    if (!(await write(ask.db, (tx) => saveCodes(tx, by, ask.now)))) throw notFound()
    const after = await codingOf(ask.db, exercise.id)
    const ids = toCode(after!.round, after!.texts, ask.actor.personId) ?? []
    const own = await codesBy(ask.db, {
      exerciseId: exercise.id,
      round: after!.round.round,
      coderId: ask.actor.personId,
    })
    const home = textsHome(exercise.id)
    throw redirect(ids.every((id) => own.has(id)) ? `${home}?done=coded` : `${home}/coding`, 303)
  })(args)

export default function CodingDesk() {
  const { title, exercise, codes, page, pages, left, of, titles, texts } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('texts')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const home = `/desk/exercises/${exercise.id}/texts`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      figures={
        <DeskFigure figure={left} text={t('coding.left', { count: left, of })} kind={left ? 'now' : undefined} />
      }
    >
      <p className="read">{t('coding.how')}</p>
      <Details summaryText={t('codebook.title')}>
        <CodeTable codes={codes} />
      </Details>
      <Form method="post" noValidate>
        {texts.map(({ id, words, language, part, ticks }, i) => (
          <DeskSection key={id} title={t('reading.one', { number: (page - 1) * atOnce + i + 1 })} id={`text-${id}`}>
            <p className="meta">{titles[part] ?? t(`parts.${part}`)}</p>
            <div className="read" lang={language}>
              <AsTyped text={words} />
            </div>
            <input type="hidden" name="text" value={id} />
            <Checkboxes
              name={`codes-${id}`}
              classes="govuk-checkboxes--small"
              fieldset={{ legend: t('coding.codes') }}
              values={back ? (back.typed[`codes-${id}`] ?? []) : ticks}
              error={errorOf(`codes-${id}`)}
              items={[
                ...codes.map(({ key, name }) => ({ value: key, text: name })),
                { value: noneFits, text: t('coding.none') },
              ]}
            />
          </DeskSection>
        ))}
        <Button>{t('coding.save')}</Button>
      </Form>
      {pages > 1 ? (
        <p>
          {page > 1 ? <a href={`${home}/coding?page=${page - 1}`}>{t('coding.before')}</a> : null}{' '}
          {page < pages ? <a href={`${home}/coding?page=${page + 1}`}>{t('coding.after')}</a> : null}
        </p>
      ) : null}
    </DeskPage>
  )
}
