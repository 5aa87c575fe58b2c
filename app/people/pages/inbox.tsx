import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import { newest } from '../../server/outbox-store.server.ts'
import { noParams, notFound, publicPage } from '../../server/page.ts'
import { ResidentPage } from '../../ui/page-kinds.tsx'

/** The messages that a real installation would have sent: only in the demonstration and in development. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: noParams }, async ({ db, settings, words }) => {
    if (settings.NODE_ENV === 'production' && !settings.DEMO) throw notFound()
    return { title: words('people')('inbox.title'), messages: await newest(db, 100) }
  })(args)

export default function Inbox() {
  const { messages } = useLoaderData<typeof loader>()
  const t = useWords('people')
  return (
    <ResidentPage title={t('inbox.title')}>
      <p>{messages.length ? t('inbox.text') : t('inbox.empty')}</p>
      {messages.map((m) => (
        <article key={m.id} className="inbox-message">
          <h2>{m.subject}</h2>
          <p className="meta">{t('inbox.to', { address: m.to_address })}</p>
          {m.body.split(/\n+/).map((paragraph, i) => (
            <p key={i}>{linked(paragraph)}</p>
          ))}
        </article>
      ))}
    </ResidentPage>
  )
}

const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part, i) =>
    /^https?:/.test(part) ? (
      <a key={i} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
