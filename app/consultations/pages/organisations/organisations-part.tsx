import { useWords } from '../../../languages/use-words.ts'
import { isAnybodyApart, type OrganisationsApart } from '../../organisations/organisation.ts'

/**
 * Below residents' results: who was heard besides them, never added to them, and which answers are not published and why
 * (rule L-9). `base` is null in a draft, whose answers have no page yet.
 */
export function OrganisationsPart({
  apart,
  base,
  version,
}: {
  apart: OrganisationsApart
  base: string | null
  version?: number
}) {
  const t = useWords('ways')
  if (!isAnybodyApart(apart)) return null
  const { published } = apart
  return (
    <section className="page page--paper" aria-labelledby="organisations">
      <div className="wrap">
        <h2 id="organisations">{t('heard.title', { count: published.length })}</h2>
        <p>{t('heard.apart')}</p>
        <ul>
          {published.map(({ name }, i) => (
            <li key={i}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
        <HeldBack held={apart.held} />
        {base === null ? null : (
          <p>
            <a href={`${base}/organisations${version ? `?version=${version}` : ''}`}>{t('heard.link')}</a>
          </p>
        )}
      </div>
    </section>
  )
}

/** That answers are held back, how many, and why each: nothing of them and not whose they are. */
export function HeldBack({ held }: Pick<OrganisationsApart, 'held'>) {
  const t = useWords('ways')
  if (!held.length) return null
  return (
    <>
      <p>{t('heard.held', { count: held.length })}</p>
      <ul>
        {held.map(({ reason }, i) => (
          <li key={i}>
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}
