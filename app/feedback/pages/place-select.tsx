import { useNamedOption } from '../../languages/read-text.tsx'
import { useWords } from '../../languages/use-words.ts'
import { Select, type SelectProps } from '../../ui/select.tsx'
import type { NewsPlace } from './news-places.server.ts'

/** Where the news should be of: everywhere, or one place of any kind. */
export function PlaceSelect({
  places,
  ...rest
}: { places: readonly NewsPlace[] } & Pick<SelectProps, 'value' | 'error'>) {
  const t = useWords('newsletter')
  const option = useNamedOption()
  return (
    <Select
      name="area"
      label={{ text: t('subscribe.area') }}
      hint={{ text: t('subscribe.area_hint') }}
      items={[
        { value: '', text: t('subscribe.everything') },
        ...places.map(({ id, name, kind, district }) => ({
          ...option(id, district ? `${name}, ${district}` : name),
          group: t(`subscribe.kinds.${kind}`),
        })),
      ]}
      {...rest}
    />
  )
}
