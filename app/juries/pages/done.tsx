import { useActionData } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import { NotificationBanner } from '../../ui/notification-banner.tsx'

/** What was just done, when the address says so in a word that the area knows; not beside a form that was refused since. */
export function Done({ words, done }: { words: string; done: string | null }) {
  const t = useWords(words)
  const back = useActionData()
  if (back || !done || !/^[a-z_]+$/.test(done)) return null
  const key = `done.${done}`
  const text = t(key)
  return text === key ? null : <NotificationBanner type="success" titleText={t('done.title')} text={text} />
}
