import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { may } from '../../people/permission.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { deskPath } from '../jury-access.server.ts'
import { juriesOf } from '../jury-store.server.ts'
import { nextStepOf } from '../next-step-store.server.ts'
import { NextLink } from './next-link.tsx'
import { stateTag } from './state-tag.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'jury.see' }, async ({ db, now, actor, words }) => {
    const today = londonDay(now)
    const all = await juriesOf(db, today)
    return {
      title: words('juries-desk')('desk.title'),
      manages: may(actor.grants, 'jury.manage'),
      juries: await Promise.all(
        all
          .filter((jury) => may(actor.grants, 'jury.see', jury.id))
          .map(async (jury) => ({
            href: deskPath(jury.slug),
            publicName: jury.publicName,
            state: jury.state,
            question: jury.commission.question,
            next: may(actor.grants, 'jury.manage', jury.id) ? await nextStepOf(db, jury, today) : null,
          })),
      ),
    }
  })(args)

export default function JuriesDesk() {
  const { title, manages, juries } = useLoaderData<typeof loader>()
  const t = useWords('juries-desk')
  return (
    <DeskPage title={title}>
      {manages ? <Button href="/desk/juries/new">{t('desk.new')}</Button> : null}
      <DeskSection>
        {juries.length ? (
          <Table
            firstCellIsHeader
            head={[t('desk.jury'), t('desk.question'), t('desk.state'), ...(manages ? [t('desk.next')] : [])]}
            rows={juries.map((jury) => [
              <a key="jury" href={jury.href}>
                {jury.publicName}
              </a>,
              jury.question,
              <Tag key="state" classes={stateTag(jury.state)}>
                {t(`state.${jury.state}`)}
              </Tag>,
              ...(manages ? [jury.next ? <NextLink key="next" step={jury.next} home={jury.href} /> : ''] : []),
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('desk.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
