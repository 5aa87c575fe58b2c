import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { HashText } from '../../../ui/codes.tsx'
import { Details } from '../../../ui/details.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { OwnChance } from '../../draw/own-chance.server.ts'
import type { PublicDraw } from '../../draw/public-draw-view.server.ts'
import { useChance, useHeldChance } from './chance-parts.tsx'

/** One volunteer's chance, what came of it, and the proof that it is the published one. */
export function OwnChancePage({ own, draw }: { own: OwnChance; draw: PublicDraw }) {
  const t = useWords('drawing')
  const { code } = useLanguage()
  const chance = useChance()
  const held = useHeldChance()
  const { seated, of, outcome } = own
  const { lowest, highest } = draw.summary
  const home = `/${code}/juries/${draw.slug}/draw?number=${draw.number}`
  return (
    <ResidentPage title={t('own.title')} back={{ href: home, text: t('own.back') }}>
      <p className="lede">{t(`own.${outcome}`, { rank: own.rank ?? 0 })}</p>
      <p>
        {seated
          ? t('own.chance', { seated, of, share: chance(seated / of), words: held(seated / of) })
          : t('own.never', { of })}{' '}
        {t('own.range', { lowest: chance(lowest), highest: chance(highest) })}
      </p>
      <h2>{t('own.who')}</h2>
      <SummaryList
        rows={[
          { key: t('own.pseudonym'), value: <HashText hash={own.pseudonym} /> },
          { key: t('own.id'), value: <bdi>{own.externalId}</bdi> },
          own.salt ? { key: t('own.salt'), value: <HashText hash={own.salt} /> } : null,
        ]}
      />
      <p>{t(own.salt ? 'own.pseudonym_text' : 'own.salt_gone')}</p>
      <Details summaryText={t('own.proof')}>
        <p>{t('own.proof_text')}</p>
        <SummaryList
          rows={[
            { key: t('own.line'), value: <HashText hash={own.line} /> },
            {
              key: t('own.place'),
              value: t('own.place_text', { index: own.proof.index, size: own.proof.size }),
            },
            { key: t('own.root'), value: <HashText hash={own.root} /> },
          ]}
        />
        <p>{t('own.siblings')}</p>
        <ol>
          {own.proof.siblings.map((hash) => (
            <li key={hash}>
              <HashText hash={hash} />
            </li>
          ))}
        </ol>
      </Details>
    </ResidentPage>
  )
}
