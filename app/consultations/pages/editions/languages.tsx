import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { furtherEditions } from '../../../languages/edition.ts'
import { firstLanguage } from '../../../languages/language.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languages } from '../../../languages/words.server.ts'
import { staffPage } from '../../../server/page.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { buildingFor } from '../../building/building.server.ts'
import { translatingPermission } from '../../editions/translating.server.ts'
import { counted, translationStates } from '../../editions/translation.ts'
import { translatedInto } from '../../editions/translation-store.server.ts'

const params = z.object({ id: z.string().max(100) })

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: translatingPermission }, async (ask) => {
    const { exercise, isSeen } = await buildingFor(ask)
    const others = languages().filter(({ code }) => code !== firstLanguage)
    const texts = await translatedInto(
      ask.db,
      exercise.id,
      others.map(({ code }) => code),
      isSeen,
    )
    return {
      title: ask.words('translating')('title'),
      exercise: { id: exercise.id, title: exercise.title },
      total: texts.get(others[0]!.code)?.length ?? 0,
      languages: others.map(({ code, name, direction }) => ({ code, name, direction, ...counted(texts.get(code)!) })),
    }
  })(args)

export default function Languages() {
  const { title, exercise, total, languages: all } = useLoaderData<typeof loader>()
  const t = useWords('translating')
  const editions = useWords('editions')
  const home = `/desk/exercises/${exercise.id}`
  return (
    <DeskPage title={title} where={exercise.title} back={{ href: home, text: exercise.title }}>
      <DeskSection title={t('languages.title')} id="languages">
        <p className="read">{t('languages.text', { count: total })}</p>
        {total ? (
          <Table
            firstCellIsHeader
            head={[
              t('language'),
              ...translationStates.map((state) => ({ text: t(`states.${state}`), format: 'numeric' as const })),
            ]}
            rows={all.map(({ code, name, direction, ...counts }) => [
              <a key={code} href={`${home}/languages/${code}`} lang={code} dir={direction} hrefLang={code}>
                {name}
              </a>,
              ...translationStates.map((state) => ({ text: String(counts[state]), format: 'numeric' as const })),
            ])}
          />
        ) : null}
      </DeskSection>
      <DeskSection title={t('editions.title')} id="editions">
        <p className="read">{t('editions.text')}</p>
        <ul className="link-row">
          {furtherEditions.map((edition) => (
            <li key={edition}>
              <a href={`${home}/editions/${edition}`}>{editions(`${edition}.work`)}</a>
            </li>
          ))}
        </ul>
      </DeskSection>
    </DeskPage>
  )
}
