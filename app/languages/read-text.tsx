import { languagePart } from './edition.ts'
import { isolated } from './isolated.ts'
import type { ReadText } from './text-store.server.ts'
import { useLanguage, useSaid, useWords } from './use-words.ts'

type Written = Pick<ReadText, 'body' | 'language' | 'pictures'>

/** A text in the language it was written in: marked where English, or a proper name, stands inside another language. */
export function InOwnLanguage({ text }: { text: Written }) {
  const { code } = useLanguage()
  if (text.pictures) return <WithPictures sentences={text.body.split('\n')} pictures={text.pictures} />
  if (text.language === languagePart(code)) return <>{text.body}</>
  return (
    <bdi lang={text.language} dir="ltr">
      {text.body}
    </bdi>
  )
}

/**
 * Words that came after all else of a page was translated: each says itself that it is not translated yet, or that nobody
 * else has checked the translation.
 */
export function LateWords({ text }: { text: Written & Pick<ReadText, 'checked'> }) {
  const { code, edition } = useLanguage()
  const t = useWords('shell')
  const isOwn = text.language === languagePart(code)
  // Of an edition the page says it as a whole.
  const note = edition || (isOwn && text.checked) ? null : t(isOwn ? 'late.unchecked' : 'late.not_translated')
  return (
    <>
      <InOwnLanguage text={text} />
      {note ? (
        <>
          {' '}
          <span className="meta">{note}</span>
        </>
      ) : null}
    </>
  )
}

/** Easy Read: each sentence on a line of its own, its picture before it (rule A-8). The words say it all already. */
function WithPictures({ sentences, pictures }: { sentences: readonly string[]; pictures: readonly string[] }) {
  return (
    <span className="easy-lines">
      {sentences.map((sentence, i) => (
        <span key={sentence} className="easy-line">
          {pictures[i] ? <img src={`/pictures/${pictures[i]}`} alt="" width={72} height={72} /> : <span />}
          <span>{sentence}</span>
        </span>
      ))}
    </span>
  )
}

/** A name or words from the records: in English, save what the page has found translated. */
export function ProperName({ children }: { children: string }) {
  const said = useSaid()
  return <InOwnLanguage text={said(children)} />
}

/** A text as an option of a list to choose from, where no element can stand inside: it is marked as a whole. */
export function useInOption() {
  const language = useLanguage()
  return (text: Written | undefined) =>
    text && {
      text: isolated(text.body, language),
      attributes: text.language === languagePart(language.code) ? {} : { lang: text.language },
    }
}

/** The same of a name or words from the records. */
export function useNamedOption() {
  const said = useSaid()
  const inOption = useInOption()
  return (value: string, english: string) => ({ value, ...inOption(said(english)) })
}
