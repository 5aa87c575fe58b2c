import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isolated } from '../../../languages/isolated.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { groupByCode, groupCount } from '../../groups/group-store.server.ts'

const params = z.object({ l: z.string(), code: z.string().max(20) })

/** How many have answered under a group's code, from ten on; what they answered is nobody's to see before the results. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const code = readReference(ask.params.code)
    const group = code && (await groupByCode(ask.db, code))
    if (!group) throw notFound()
    return {
      title: ask.words('ways')('group.count_title', { name: isolated(group.name, languageOf(ask.lang)!) }),
      count: await groupCount(ask.db, group.id),
      here: `/${ask.lang}/group/${group.code}`,
    }
  })(args)

export default function GroupCount() {
  const { title, count, here } = useLoaderData<typeof loader>()
  const t = useWords('ways')
  const common = useWords('consultations')
  return (
    <ResidentPage title={title} back={{ href: here, text: common('back') }}>
      <p className="lede">{count === null ? t('group.few') : t('group.count', { count })}</p>
      <p>{t('group.no_results')}</p>
    </ResidentPage>
  )
}
