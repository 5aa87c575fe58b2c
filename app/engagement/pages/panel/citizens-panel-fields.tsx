import { adultAgeBands, ethnicGroups, sexes } from '../../../consultations/equality/monitoring.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Radios } from '../../../ui/radios.tsx'

interface PanelFieldsProps {
  districts: readonly { id: string; name: string }[]
  wording: { join: string; about: string }
  back: Refused | undefined
}

/** Where somebody lives, what they say about themselves, and what they agree to: on the public page and from paper. */
export function PanelFields({ districts, wording, back }: PanelFieldsProps) {
  const t = useWords('citizens-panel')
  const about = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const optional = (name: 'age' | 'sex' | 'ethnic', title: string, codes: readonly string[], key: string) => (
    <Radios
      name={name}
      classes="govuk-radios--small"
      fieldset={{ legend: { text: title } }}
      items={[
        ...codes.map((code) => ({ value: code, text: about(`equality.${key}.${code}`) })),
        { value: 'unsaid', text: about('equality.prefer_not') },
      ]}
      value={shown(back, name)}
    />
  )
  return (
    <>
      <Radios
        name="district"
        fieldset={{ legend: { text: t('join.district') } }}
        items={districts.map(({ id, name }) => ({ value: id, text: <bdi>{name}</bdi> }))}
        value={shown(back, 'district')}
        error={errorOf('district')}
      />
      <h2 id="about">{t('join.about')}</h2>
      <p>{t('join.about_text')}</p>
      {optional('age', about('equality.age.title'), adultAgeBands, 'age')}
      {optional('sex', about('equality.sex.title'), sexes, 'sex')}
      {optional('ethnic', about('equality.ethnic-group.title'), ethnicGroups, 'ethnic-group')}
      <Checkboxes
        name="consentAbout"
        items={[{ value: '1', text: wording.about }]}
        values={back?.typed.consentAbout?.length ? ['1'] : []}
        error={errorOf('consentAbout')}
      />
      <h2 id="agree">{t('join.agree')}</h2>
      <Checkboxes
        name="consent"
        items={[{ value: '1', text: wording.join }]}
        values={back?.typed.consent?.length ? ['1'] : []}
        error={errorOf('consent')}
      />
    </>
  )
}
