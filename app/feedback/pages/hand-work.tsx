import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkboxes } from '../../ui/checkboxes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'

interface Waiting {
  id: string
  to: string
  body: string
  batch: string | null
  queuedAt: string
}

interface HandWorkProps {
  /** The page's own address. */
  home: string
  letters: readonly Waiting[]
  texts: readonly Waiting[]
  failed: readonly { id: string; way: string; to: string; code: string | null }[]
}

/** What no sender carries: letters to print, texts to send from a telephone, and what did not arrive. */
export function HandWork({ home, letters, texts, failed }: HandWorkProps) {
  return (
    <>
      {letters.length ? <Letters home={home} letters={letters} /> : null}
      {texts.length ? <Texts texts={texts} /> : null}
      {failed.length ? <Failed failed={failed} /> : null}
    </>
  )
}

function Letters({ home, letters }: Pick<HandWorkProps, 'home' | 'letters'>) {
  const t = useWords('telling')
  const { locale } = useLanguage()
  const waiting = letters.filter((letter) => !letter.batch)
  const runs = [...new Set(letters.flatMap((letter) => letter.batch ?? []))]
  return (
    <DeskSection title={t('desk.letters')} id="letters">
      <p>{waiting.length ? t('desk.letters_waiting', { count: waiting.length }) : t('desk.letters_none')}</p>
      {waiting.length ? (
        <Form method="post">
          <Button name="intent" value="run" classes="govuk-button--secondary">
            {t('desk.print')}
          </Button>
        </Form>
      ) : null}
      {runs.map((run) => {
        const own = letters.filter((letter) => letter.batch === run)
        return (
          <Form method="post" key={run}>
            <p>
              {t('desk.run', { count: own.length, day: formatDate(own[0]!.queuedAt, locale) })}{' '}
              <a href={`${home}/letters/${run}`}>{t('desk.pdf')}</a>
            </p>
            <input type="hidden" name="run" value={run} />
            <Button name="intent" value="posted" classes="govuk-button--secondary">
              {t('desk.posted')}
            </Button>
          </Form>
        )
      })}
    </DeskSection>
  )
}

function Texts({ texts }: Pick<HandWorkProps, 'texts'>) {
  const t = useWords('telling')
  return (
    <DeskSection title={t('desk.texts')} id="texts">
      <p>{t('desk.texts_text')}</p>
      <Form method="post">
        <Checkboxes
          name="sent"
          fieldset={{ legend: { text: t('desk.texts'), classes: 'govuk-visually-hidden' } }}
          items={texts.map((text) => ({
            value: text.id,
            text: <bdi dir="ltr">{t('desk.sent_box', { number: text.to })}</bdi>,
            hint: <span className="message-text">{text.body}</span>,
          }))}
        />
        <Button name="intent" value="texts" classes="govuk-button--secondary">
          {t('desk.texts_sent')}
        </Button>
      </Form>
    </DeskSection>
  )
}

function Failed({ failed }: Pick<HandWorkProps, 'failed'>) {
  const t = useWords('telling')
  return (
    <DeskSection title={t('desk.failed')} id="failed">
      <p>{t('desk.failed_text')}</p>
      <Table
        head={[t('desk.address'), t('desk.why'), t('desk.again')]}
        rows={failed.map(({ id, to, code }) => [
          { text: <bdi dir="ltr">{to}</bdi> },
          code ?? '',
          {
            text: (
              <Form method="post">
                <input type="hidden" name="message" value={id} />
                <Button name="intent" value="again" classes="govuk-button--secondary">
                  {t('desk.again')}
                </Button>
              </Form>
            ),
          },
        ])}
      />
    </DeskSection>
  )
}
