import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Input, type InputProps } from '../../../ui/input.tsx'
import { postcodeField, postcodeTried } from '../../answering/answer-forms.ts'

/**
 * A postcode beside the list of areas. One that could not be used comes back as it was typed, with a note that its writer
 * knows: choosing from the list is then enough.
 */
export function PostcodeField({ back, error }: { back?: Refused; error: InputProps['error'] }) {
  const t = useWords('consultations')
  const typed = shown(back, postcodeField)
  return (
    <>
      <Input
        name={postcodeField}
        label={{ text: t('postcode.label'), classes: 'govuk-label--s' }}
        hint={t('postcode.hint')}
        error={error}
        value={typed}
        autocomplete="postal-code"
        spellcheck={false}
        classes="govuk-input--width-10"
        attributes={{ dir: 'ltr' }}
      />
      {typed ? <input type="hidden" name={postcodeTried} value={typed} /> : null}
      <p className="or-list">{t('postcode.or_list')}</p>
    </>
  )
}
