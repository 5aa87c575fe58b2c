import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { staffPage } from '../../../server/page.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { deskPath, slugParams } from '../../jury-access.server.ts'
import { badgesFor } from '../../sessions/badge-facts.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.see' }, async (ask) => {
    const { jury, ...rest } = await badgesFor(ask)
    return {
      title: ask.words('seating')('badges.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      ...rest,
    }
  })(args)

export default function Badges() {
  const { title, home, publicName, manages, safeguarding, badges } = useLoaderData<typeof loader>()
  const t = useWords('seating')
  return (
    <DeskPage title={title} back={{ href: home, text: publicName }}>
      <div className="screen-only">
        <p className="read">{t('badges.how')}</p>
        {safeguarding ? null : (
          <InsetText classes="inset-caution">
            {manages ? <a href={`${home}/terms`}>{t('badges.no_contact')}</a> : t('badges.no_contact')}
          </InsetText>
        )}
        {badges.length ? (
          <p>
            <a href={`${home}/badges.pdf`}>{t('badges.pdf')}</a>
          </p>
        ) : null}
      </div>
      {badges.length ? (
        <ul className="badge-sheet">
          {badges.map(({ badge, badgeName }) => (
            <li key={badge}>
              <p className="badge-jury">{publicName}</p>
              <p className="badge-number">
                <bdi>{badge}</bdi>
              </p>
              <p className="badge-name">{badgeName || t('badges.juror')}</p>
              <p className="badge-contact">{safeguarding ? t('badges.contact', { contact: safeguarding }) : null}</p>
            </li>
          ))}
        </ul>
      ) : (
        <DeskSection>
          <EmptyState>
            <p>{t('badges.none')}</p>
          </EmptyState>
        </DeskSection>
      )}
    </DeskPage>
  )
}
