import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { easyReadLimits } from '../../editions/easy-read.ts'
import type { EditionView } from '../../editions/edition-view.server.ts'
import { TextBeside } from './text-beside.tsx'

interface EditionProps {
  view: EditionView
  back: Refused | undefined
}

/** How far the edition is, how it looks, and whether residents can choose it. */
export function EditionOffer({ view }: Pick<EditionProps, 'view'>) {
  const t = useWords('editions')
  const { exercise, edition, prefix, isWritten, left, leftElsewhere, isReady, isOffered, isLead, pages } = view
  const gaps = Object.entries(left).filter(([, count]) => count > 0)
  return (
    <DeskSection title={t('offer.title')} id="offer">
      <p className="read">{t(`${edition}.text`)}</p>
      {gaps.length ? (
        <ul>
          {gaps.map(([what, count]) => (
            <li key={what}>{t(`left.${what}`, { count })}</li>
          ))}
          {leftElsewhere ? <li>{t('left_elsewhere', { count: leftElsewhere })}</li> : null}
        </ul>
      ) : null}
      {edition === 'easy-read' && pages > easyReadLimits.pages ? (
        <InsetText classes="inset-caution">{t('pages', { pages, limit: easyReadLimits.pages })}</InsetText>
      ) : null}
      <ul className="link-row">
        {isWritten ? (
          <li>
            <a href={`/${prefix}/preview/${exercise.id}`}>{t('offer.preview')}</a>
          </li>
        ) : null}
        {isOffered && exercise.published ? (
          <li>
            <a href={`/${prefix}/consultations/${exercise.slug}`}>{t('offer.public')}</a>
          </li>
        ) : null}
        {edition === 'easy-read' ? (
          <li>
            <a href="/desk/pictures">{t('offer.pictures')}</a>
          </li>
        ) : null}
      </ul>
      {isLead ? (
        <Form method="post" noValidate>
          {isOffered ? (
            <>
              <p>{t('offer.is')}</p>
              <Button name="intent" value="withdraw" classes="govuk-button--secondary">
                {t('offer.withdraw')}
              </Button>
            </>
          ) : (
            <>
              <p>{t(isReady ? 'offer.ready' : 'offer.not_ready')}</p>
              <Button name="intent" value="offer" classes={isReady ? undefined : 'govuk-button--secondary'}>
                {t('offer.button')}
              </Button>
            </>
          )}
        </Form>
      ) : null}
    </DeskSection>
  )
}

const tags = { missing: 'red', outdated: 'yellow', unchecked: 'blue', checked: 'grey' } as const

/** Every text beside its edition, a sentence a line, each with its picture where the edition has them. */
export function EditionTexts({ view, back }: EditionProps) {
  const t = useWords('editions')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.intent?.[0] === 'save' ? back : undefined
  const pictures = view.pictures.map(({ file, name }) => ({
    value: file,
    text: t(`drawn.${name}`, { defaultValue: name }),
  }))
  return (
    <DeskSection title={t('texts.title')} id="texts">
      <Form method="post" noValidate>
        {view.texts.map((text, i) => {
          const { number, body, state, sentences, hints } = text
          return (
            <TextBeside
              key={text.place}
              text={text}
              before={view.texts[i - 1]}
              state={{ isOutdated: state === 'outdated', name: t(`states.${state}`), tag: tags[state] }}
              notes={
                hints.length ? (
                  <ul className="builder-hints">
                    {hints.map((hint, k) => (
                      <li key={k}>{hint}</li>
                    ))}
                  </ul>
                ) : null
              }
            >
              <Textarea
                name={`text-${number}`}
                label={t('texts.label', { number })}
                rows={Math.max(2, sentences.length + 1)}
                value={shown(own, `text-${number}`, body)}
                error={errorOf(`text-${number}`)}
              />
              {view.edition === 'easy-read'
                ? sentences.map(({ sentence, picture }, k) => (
                    <div key={sentence} className="picture-choice">
                      {picture ? <img src={`/pictures/${picture}`} alt="" width={72} height={72} /> : <span />}
                      <Select
                        name={`picture-${number}-${k + 1}`}
                        label={t('texts.picture', { sentence })}
                        value={shown(own, `picture-${number}-${k + 1}`, picture)}
                        items={[{ value: '', text: t('texts.no_picture') }, ...pictures]}
                      />
                    </div>
                  ))
                : null}
            </TextBeside>
          )
        })}
        <Button name="intent" value="save">
          {t('texts.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** Who has tried it (rule A-8): until somebody has, residents are told so. */
export function EditionTried({ view: { edition, counts }, back }: EditionProps) {
  const t = useWords('editions')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('tried.title')} id="tried">
      {counts.unchecked === 0 ? (
        <p>{t('tried.nothing')}</p>
      ) : (
        <Form method="post" noValidate>
          <p className="read">{t(`tried.${edition}`)}</p>
          <Input
            name="checker"
            label={{ text: t('tried.checker') }}
            hint={{ text: t('tried.hint') }}
            value={shown(back?.typed.intent?.[0] === 'sign' ? back : undefined, 'checker')}
            error={errorOf('checker')}
          />
          <Button name="intent" value="sign">
            {t('tried.button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
