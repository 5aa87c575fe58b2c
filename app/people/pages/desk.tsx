import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import type { DeskCard } from '../../server/desk-card.ts'
import { deskParts } from '../../server/desk-list.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'

const urgency: DeskCard['kind'][] = ['late', 'due', 'now']

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'desk.open' }, async (ask) => {
    const parts = await Promise.all(deskParts.map((part) => part(ask)))
    const t = ask.words('engagement')
    return {
      title: t('desk.title'),
      label: ask.actor.label,
      cards: urgency.flatMap((kind) => parts.flatMap((part) => part.cards.filter((card) => card.kind === kind))),
      links: parts.flatMap((part) => part.links),
    }
  })(args)

export default function Desk() {
  const { title, label, cards, links } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  return (
    <DeskPage
      title={title}
      where={label}
      figures={cards.map((card) => (
        <DeskFigure
          key={card.href + card.text}
          kind={card.kind}
          figure={card.figure}
          text={card.text}
          href={card.href}
        />
      ))}
    >
      {cards.length ? null : <EmptyState>{t('desk.nothing')}</EmptyState>}
      {links.length ? (
        <DeskSection title={t('desk.places')} id="places">
          <ul>
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ul>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
