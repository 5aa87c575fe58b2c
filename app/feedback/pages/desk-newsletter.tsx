import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { firstLanguage } from '../../languages/language.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { type Refused, refused, typedIn } from '../../server/form.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { FormDesk } from '../../ui/form-desk.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { newsletterOf } from '../newsletter-facts-store.server.ts'
import { issues, markOf, nextPeriod, readersNow, sendIssue } from '../newsletter-store.server.ts'
import { newsletterText } from '../newsletter-text.server.ts'
import { letterhead } from './letterhead.server.ts'

/** The next issue as it would go out, to how many, and those that went. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'newsletter.send' }, async (ask) => {
    const { db, now, words, request } = ask
    const { from, to, number } = await nextPeriod(db, londonDay(now))
    const news = (await newsletterOf(db, { from, to, areaId: null }))!
    const head = await letterhead(ask)
    return {
      title: words('newsletter-desk')('desk.title'),
      number,
      fresh: from < to,
      mark: markOf(news),
      text: newsletterText(
        news,
        { areaId: null, language: firstLanguage, said: {}, stopUrl: `${head.origin}/en/newsletter/stop/…` },
        head,
      ),
      readers: await readersNow(db),
      issues: await issues(db),
      done: new URL(request.url).searchParams.has('done') ? 'sent' : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'newsletter.send' }, async (ask) => {
    const typed = await typedIn(ask.request)
    if (typed.intent?.[0] !== 'send') throw notFound()
    const given = { mark: typed.mark?.[0] ?? '', personId: ask.actor.personId }
    const head = await letterhead(ask)
    const sent = await write(ask.db, (tx) => sendIssue(tx, given, head, ask.now))
    if (sent !== 'sent')
      return refused([{ field: 'send', message: ask.words('newsletter-desk')(`errors.${sent}`) }], typed)
    throw redirect('/desk/newsletter?done=sent', 303)
  })(args)

export default function DeskNewsletter() {
  const { title, number, fresh, mark, text, readers, issues: sent, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('newsletter-desk')
  const { locale } = useLanguage()
  const count = readers.everything + readers.areas
  return (
    <FormDesk
      t={t}
      title={title}
      where={t('desk.where')}
      back={{ href: '/desk', text: t('desk.desk') }}
      refused={back}
      done={done}
    >
      <p className="read">{t('desk.lede')}</p>
      <DeskSection title={t('desk.next', { number })} id="send">
        <p>{t('desk.readers', { ...readers })}</p>
        <Details summaryText={t('desk.preview')} open>
          <p>
            <strong>{text.subject}</strong>
          </p>
          <p className="message-text">{text.body}</p>
        </Details>
        {fresh && count === 0 ? <p>{t('desk.nobody')}</p> : null}
        {fresh && count > 0 ? (
          <Form method="post">
            <input type="hidden" name="mark" value={mark} />
            <Button name="intent" value="send">
              {t('desk.send', { count })}
            </Button>
          </Form>
        ) : null}
        {fresh ? null : <p>{t('errors.already')}</p>}
      </DeskSection>
      <DeskSection title={t('desk.sent')} id="sent">
        {sent.length ? (
          <Table
            firstCellIsHeader
            head={[t('desk.number'), t('desk.period'), t('desk.emails')]}
            rows={sent.map((issue) => [
              String(issue.number),
              t('period', { from: formatDate(issue.from, locale), to: formatDate(issue.to, locale) }),
              String(issue.emails),
            ])}
          />
        ) : (
          <EmptyState>{t('desk.none')}</EmptyState>
        )}
      </DeskSection>
    </FormDesk>
  )
}
