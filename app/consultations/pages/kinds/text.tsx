import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { CharacterCount } from '../../../ui/character-count.tsx'
import { Input } from '../../../ui/input.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { hintOf, type KindProps, labelOf, shownIn, UnsureBox } from './parts.tsx'

export function TextQuestion({ view, typed, errorOf, heading }: KindProps<ConfigOf<'text'>>) {
  const t = useWords('asking')
  const { locale } = useLanguage()
  const { name, config } = view
  const field = {
    name,
    label: labelOf(view, heading),
    hint: hintOf(view),
    error: errorOf(name),
    value: shownIn(typed, name),
    attributes: { dir: 'auto' },
  }
  return (
    <>
      {config.long ? (
        <CharacterCount {...field} locale={locale} maxlength={config.limit} textareaDescriptionText={t('text.limit')} />
      ) : (
        <Input {...field} />
      )}
      <UnsureBox view={view} typed={typed} />
    </>
  )
}
