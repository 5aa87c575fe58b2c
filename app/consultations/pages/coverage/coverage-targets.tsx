import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { sectors } from '../../../board/seat.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type FieldError, type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatPerMille } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { dimensionsAsked, groupKey, sharesIn } from '../../coverage/coverage.ts'
import { areaNames, setWanted, targetsOf, wantedOf } from '../../coverage/coverage-store.server.ts'
import { furtherGroupName } from '../../equality/characteristic-words.ts'
import { furtherGroups, isFurtherGroup } from '../../equality/characteristics.ts'
import { choiceFor } from '../../equality/equality-choice-store.server.ts'
import { ageBands, ethnicGroups, sexes } from '../../equality/monitoring.ts'
import { districtsOf } from '../../freezing/freeze-material-store.server.ts'
import { importing, importReady } from '../../imports/importing.server.ts'

const { params, permission } = importing

/** Every group that a share can be set for, with its share in the census. */
async function groupsOf({ db }: StaffAsk<unknown>, exerciseId: string) {
  const census = await targetsOf(db, exerciseId)
  const districts = (await districtsOf(db, exerciseId)).map(({ id }) => id)
  const named = {
    district: districts,
    sector: sectors,
    age_band: ageBands,
    sex: sexes,
    ethnic_group: ethnicGroups,
    ...furtherGroups,
  }
  return dimensionsAsked(await choiceFor(db, exerciseId)).map((dimension) => {
    const residents = sharesIn(census, dimension)
    const categories = [...new Set([...named[dimension], ...Object.keys(residents)])]
    return {
      dimension,
      groups: categories.map((category) => ({ category, census: residents[category] ?? null })),
    }
  })
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise } = await importReady(ask)
    const dimensions = await groupsOf(ask, exercise.id)
    const places = dimensions.find(({ dimension }) => dimension === 'district')!.groups
    return {
      title: ask.words('engagement')('coverage.targets.title'),
      exercise: { id: exercise.id, title: exercise.title },
      dimensions,
      set: Object.fromEntries(await wantedOf(ask.db, exercise.id)),
      names: await areaNames(
        ask.db,
        places.map(({ category }) => category),
      ),
      done: new URL(ask.request.url).searchParams.has('done'),
    }
  })(args)

const fieldOf = (dimension: string, category: string) => `${dimension}-${category}`

/** Reads whole percentages; together the shares of one kind may be everybody at most. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise } = await importReady(ask)
    const t = ask.words('engagement')
    const typed = await typedIn(ask.request)
    const errors: FieldError[] = []
    const wanted = (await groupsOf(ask, exercise.id)).flatMap(({ dimension, groups }) => {
      const own = groups.flatMap(({ category }) => {
        const field = fieldOf(dimension, category)
        const text = (typed[field]?.[0] ?? '').trim()
        if (text && (!/^\d{1,3}$/.test(text) || Number(text) > 100)) {
          errors.push({ field, message: t('coverage.targets.number') })
        }
        return text ? [{ dimension, category, perMille: Number(text) * 10 }] : []
      })
      const sum = own.reduce((all, { perMille }) => all + perMille, 0) / 10
      if (sum > 100) {
        const by = t(`coverage.by.${dimension}`)
        errors.push({ field: fieldOf(dimension, own[0]!.category), message: t('coverage.targets.sum', { by, sum }) })
      }
      return own
    })
    if (errors.length) return refused(errors, typed)
    const by = { exerciseId: exercise.id, personId: ask.actor.personId, wanted }
    await write(ask.db, (tx) => setWanted(tx, by, ask.now))
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/coverage/targets?done`, 303)
  })(args)

export default function CoverageTargets() {
  const { title, exercise, dimensions, set, names, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = useWords('characteristics')
  const name = (dimension: string, category: string) =>
    isFurtherGroup(dimension)
      ? furtherGroupName(own, dimension, category)
      : (names[category] ?? t([`coverage.groups.${dimension}.${category}`, `coverage.groups.${category}`, category]))
  const stored = (dimension: string, category: string) => {
    const perMille = set[groupKey(dimension, category)]
    return perMille === undefined ? '' : String(perMille / 10)
  }
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/coverage`, text: t('coverage.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t('coverage.targets.done')} />
        ) : null
      }
    >
      <p className="read">{t('coverage.targets.text')}</p>
      <Form method="post" noValidate>
        {dimensions.map(({ dimension, groups }) => (
          <DeskSection key={dimension}>
            <Fieldset legend={{ text: t(`coverage.by.${dimension}`), classes: 'govuk-fieldset__legend--m' }}>
              {groups.some(({ census }) => census !== null) ? null : (
                <p className="meta read">
                  {t(`coverage.targets.${dimension === 'sector' ? 'of_organisations' : 'none_loaded'}`)}
                </p>
              )}
              {groups.map(({ category, census }) => {
                const field = fieldOf(dimension, category)
                return (
                  <Input
                    key={category}
                    name={field}
                    label={name(dimension, category)}
                    hint={
                      census !== null
                        ? t('coverage.targets.census', { share: formatPerMille(census, locale) })
                        : groups.every((one) => one.census === null)
                          ? undefined
                          : t('coverage.targets.no_census')
                    }
                    inputmode="numeric"
                    classes="govuk-input--width-3"
                    suffix="%"
                    value={shown(back, field, stored(dimension, category))}
                    error={errorOf(field)}
                  />
                )
              })}
            </Fieldset>
          </DeskSection>
        ))}
        <Button>{t('coverage.targets.button')}</Button>
      </Form>
    </DeskPage>
  )
}
