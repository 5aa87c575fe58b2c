import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import type { keptPictures, PictureUse } from '../../editions/picture-store.server.ts'

type Kept = Omit<Awaited<ReturnType<typeof keptPictures>>[number], 'uses'> & {
  uses: (PictureUse & { frozen: boolean })[]
}

/** The pictures of the partnership's own: corrected or withdrawn here, and what was withdrawn with where it stood. */
export function KeptPictures({ kept, back }: { kept: Kept[]; back: Refused | undefined }) {
  const t = useWords('editions')
  const { locale } = useLanguage()
  const here = kept.filter(({ withdrawn }) => !withdrawn)
  const gone = kept.flatMap(({ withdrawn, ...one }) => (withdrawn ? [{ ...one, withdrawn }] : []))
  return (
    <>
      {here.length ? (
        <DeskSection title={t('pictures.kept.title')} id="kept">
          {here.map((one) => (
            <KeptPicture key={one.id} one={one} back={back?.typed.picture?.[0] === one.id ? back : undefined} />
          ))}
        </DeskSection>
      ) : null}
      {gone.length ? (
        <DeskSection title={t('pictures.kept.withdrawn_title')} id="withdrawn">
          {gone.map(({ id, name, uses, withdrawn: { at, by, why } }) => (
            <section key={id}>
              <h3>{name}</h3>
              <p className="read">{t('pictures.kept.withdrawn', { day: formatDate(at, locale), by, why })}</p>
              <Uses uses={uses} was />
            </section>
          ))}
        </DeskSection>
      ) : null}
    </>
  )
}

function KeptPicture({ one, back }: { one: Kept; back: Refused | undefined }) {
  const t = useWords('editions')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { id, name, uses, corrected } = one
  const intent = back?.typed.intent?.[0]
  const field = (key: 'name' | 'author' | 'licence' | 'source' | 'why' | 'reason', label: string, value = '') => (
    <Input
      key={key}
      id={`${key}-${id}`}
      name={key}
      label={{ text: label }}
      value={shown(intent === (key === 'reason' ? 'withdraw' : 'correct') ? back : undefined, key, value)}
      error={errorOf(`${key}-${id}`)}
    />
  )
  return (
    <Details summaryText={t('pictures.kept.one', { name })} open={back !== undefined}>
      {corrected ? (
        <p className="read">
          {t('pictures.kept.corrected', {
            day: formatDate(corrected.at, locale),
            by: corrected.by,
            why: corrected.why,
          })}
        </p>
      ) : null}
      <Uses uses={uses} />
      <h3>{t('pictures.kept.correct')}</h3>
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="picture" value={id} />
        {field('name', t('pictures.name'), one.name)}
        {field('author', t('pictures.author'), one.author)}
        {field('licence', t('pictures.licence_field'), one.licence)}
        {field('source', t('pictures.source'), one.source)}
        {field('why', t('pictures.kept.why'))}
        <Button name="intent" value="correct">
          {t('pictures.kept.save')}
        </Button>
      </Form>
      <h3>{t('pictures.kept.withdraw')}</h3>
      <p className="read">{t('pictures.kept.withdraw_text')}</p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="picture" value={id} />
        {field('reason', t('pictures.kept.reason'))}
        <Button name="intent" value="withdraw" classes="govuk-button--warning">
          {t('pictures.kept.button')}
        </Button>
      </Form>
    </Details>
  )
}

/** Exercise and edition of each place, with what of them residents read. */
function Uses({ uses, was = false }: { uses: Kept['uses']; was?: boolean }) {
  const t = useWords('editions')
  if (!uses.length) return <p className="read">{t('pictures.kept.unused')}</p>
  const said = (key: 'published' | 'frozen') => t(`pictures.kept.${was ? 'was_' : ''}${key}`)
  return (
    <>
      <h3>{t(was ? 'pictures.kept.was_used' : 'pictures.kept.used')}</h3>
      <ul className="read">
        {uses.map(({ exerciseId, title, edition, sentences, published, frozen }) => (
          <li key={`${exerciseId} ${edition}`}>
            {t('pictures.kept.use', { title, edition: t(`${edition}.title`), count: sentences })}{' '}
            {frozen ? said('frozen') : published ? said('published') : null}
          </li>
        ))}
      </ul>
    </>
  )
}
