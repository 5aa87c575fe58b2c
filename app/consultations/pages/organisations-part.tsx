import { useWords } from '../../languages/use-words.ts'

/** Below residents' results: who was heard besides them, never added to them (rule L-9). */
export function OrganisationsPart({ names, base }: { names: string[]; base: string }) {
  const t = useWords('ways')
  if (!names.length) return null
  return (
    <section className="page page--paper" aria-labelledby="organisations">
      <div className="wrap">
        <h2 id="organisations">{t('heard.title', { count: names.length })}</h2>
        <p>{t('heard.apart')}</p>
        <ul>
          {names.map((name, i) => (
            <li key={i}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
        <p>
          <a href={`${base}/organisations`}>{t('heard.link')}</a>
        </p>
      </div>
    </section>
  )
}
