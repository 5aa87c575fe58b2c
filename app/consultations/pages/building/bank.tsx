import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useWords } from '../../../languages/use-words.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { buildingFor } from '../../building/building.server.ts'
import { questionBank } from '../../building/question-bank.ts'

const params = z.object({ id: z.string().max(100) })
const themes = ['place', 'getting_about', 'services', 'money', 'safety', 'people', 'open'] as const

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'exercise.plan' }, async (ask) => {
    const { exercise, form, isLead, ownModule, state } = await buildingFor(ask)
    if (!form || state === 'closed') throw notFound()
    return {
      title: ask.words('builder')('bank.title'),
      exercise: { id: exercise.id, title: exercise.title },
      bothParts: isLead && ownModule !== null,
      taken: form.questions.map(({ bank }) => bank),
      themes: themes.map((theme) => ({
        theme,
        questions: questionBank
          .filter((one) => one.theme === theme)
          .map(({ id, kind, title, hint = null, source, note, config }) => ({
            id,
            kind,
            title,
            hint,
            source,
            note,
            choices: (['options', 'rows', 'statements'] as const)
              .flatMap((list) => (config[list] as { title: string }[] | undefined) ?? [])
              .map((one) => one.title),
          })),
      })),
    }
  })(args)

/** Questions to take as they are; taking one is the builder's own act. */
export default function Bank() {
  const { title, exercise, themes: all, taken, bothParts } = useLoaderData<typeof loader>()
  const t = useWords('builder')
  const home = `/desk/exercises/${exercise.id}/form`
  return (
    <DeskPage title={title} where={exercise.title} back={{ href: home, text: t('title') }}>
      <p className="read">{t('bank.text')}</p>
      {all.map(({ theme, questions }) => (
        <DeskSection key={theme} title={t(`bank.themes.${theme}`)} id={theme}>
          {questions.map((one) => (
            <Form key={one.id} method="post" action={home} className="builder-question" noValidate>
              <h3 id={one.id}>{one.title}</h3>
              <p className="meta">
                {t(`kinds.${one.kind}`)}
                {taken.includes(one.id) ? ` · ${t('bank.taken')}` : ''}
              </p>
              {one.hint ? <p>{one.hint}</p> : null}
              {one.choices.length ? <p>{one.choices.join(' · ')}</p> : null}
              <p className="meta">{t('bank.from', { source: one.source })}</p>
              <p className="meta">{t('bank.note', { note: one.note })}</p>
              <input type="hidden" name="bank" value={one.id} />
              {bothParts ? <input type="hidden" name="module" value="core" /> : null}
              <Button name="intent" value="take" classes="govuk-button--secondary">
                {t('bank.take')} <span className="govuk-visually-hidden">{one.title}</span>
              </Button>
            </Form>
          ))}
        </DeskSection>
      ))}
    </DeskPage>
  )
}
