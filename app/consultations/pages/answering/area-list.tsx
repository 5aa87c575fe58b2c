import { isolated } from '../../../languages/isolated.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Select, type SelectProps } from '../../../ui/select.tsx'

interface District {
  id: string
  name: string
  forums: { id: string; name: string }[]
}

/** Every part of every district in one list, for pages that ask everything at once. */
export function AreaList({ districts, ...field }: Omit<SelectProps, 'name' | 'items'> & { districts: District[] }) {
  const t = useWords('consultations')
  const language = useLanguage()
  const own = (name: string) => isolated(name, language)
  return (
    <Select
      {...field}
      name="area"
      items={[
        { value: '', text: t('one_page.choose') },
        ...districts.flatMap((d) => [
          ...d.forums.map((f) => ({ value: `forum:${f.id}`, text: own(`${d.name}: ${f.name}`) })),
          {
            value: `district:${d.id}`,
            text: d.forums.length ? t('one_page.forum_unsure', { district: own(d.name) }) : own(d.name),
          },
        ]),
        { value: 'outside', text: t('question.outside') },
        { value: 'unsaid', text: t('question.unsaid') },
      ]}
    />
  )
}
