import type { ReadText } from './text-store.server.ts'
import { useLanguage } from './use-words.ts'

type Written = Pick<ReadText, 'body' | 'language'>

/** A text in the language it was written in: marked where English, or a proper name, stands inside another language. */
export function InOwnLanguage({ text }: { text: Written }) {
  const { code } = useLanguage()
  if (text.language === code) return <>{text.body}</>
  return (
    <bdi lang={text.language} dir="ltr">
      {text.body}
    </bdi>
  )
}

/** A name that is not translated: of a place, an organisation, the partnership. */
export function ProperName({ children }: { children: string }) {
  return <InOwnLanguage text={{ body: children, language: 'en' }} />
}
