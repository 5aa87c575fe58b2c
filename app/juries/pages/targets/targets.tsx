import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, type Refused, refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import { preparationOf } from '../../commission/preparation-store.server.ts'
import { messageInWords } from '../../draw/draw-words.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { quotaConflicts } from '../../lottery/quota.ts'
import { one, readPosted } from '../../posted.server.ts'
import { censusAreaOf, censusAreas, countedIn, marginOf } from '../../targets/census-store.server.ts'
import { lackingLanguages, typedTexts } from '../../targets/criterion-words.server.ts'
import { criterionWordsOf } from '../../targets/criterion-words-store.server.ts'
import { categoriesFrom, dimensions, isSensitive } from '../../targets/target.ts'
import {
  groupsLeftOut,
  hasFewSeats,
  mostCriteria,
  seatsDue,
  usualRoom,
  valueName,
  withoutSeat,
} from '../../targets/target-change.ts'
import { criteriaOf, targetsStand, targetsUsed } from '../../targets/target-store.server.ts'
import { addFromCensus, addOwn, changeTargets, chooseArea, takeFile } from '../../targets/targeting.server.ts'
import { Done } from '../done.tsx'
import { TargetTable } from './target-table.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { db, words, request } = ask
    const jury = await juryFor(ask, 'jury.manage')
    const t = words('recruitment')
    const { seats } = jury.commission
    const used = await targetsUsed(db, jury.id)
    const area = await censusAreaOf(db, (await preparationOf(db, jury.id)).areaId)
    const criteria = await criteriaOf(db, jury.id)
    const typed = await criterionWordsOf(db, jury.id)
    const counted = area ? await countedIn(db, area.id) : []
    const shown = []
    for (const criterion of criteria) {
      const dimension = criterion.dimension
      const { shares } = area && dimension ? await marginOf(db, area.id, dimension) : { shares: [] }
      shown.push({
        ...criterion,
        due: seatsDue(criterion, shares, seats),
        without: withoutSeat(criterion, shares, seats).map(valueName),
        leftOut: used === 'not_yet' ? groupsLeftOut(criterion, shares) : [],
        ownWords: typedTexts(criterion).length > 0,
        lacking: lackingLanguages(criterion, typed).map(({ name }) => name),
      })
    }
    const draw = words('draw') as unknown as Parameters<typeof messageInWords>[0]
    return {
      title: t('targets.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      seats,
      most: mostCriteria(seats),
      area: area ?? null,
      areas: await censusAreas(db),
      criteria: shown,
      offered: counted.filter((dimension) => criteria.every((criterion) => criterion.dimension !== dimension)),
      lacking: dimensions
        .filter((dimension) => !counted.includes(dimension))
        .map((lacked) => t(`dimensions.${lacked}`)),
      conflicts: quotaConflicts(categoriesFrom(criteria, seats), seats).map((conflict) =>
        messageInWords(draw, conflict),
      ),
      used,
      fixed: targetsStand(used),
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('recruitment')
    const { typed, file } = await readPosted(ask.request)
    const errors = await doIt(one(typed, 'do'))
    if (errors.length) return refused(errors, typed)
    throw redirect(deskPath(ask.params.slug, '/targets?done=targets'), 303)

    async function doIt(what: string): Promise<FieldError[]> {
      if (what === 'area') return chooseArea(ask, typed)
      if (what === 'census') return changeTargets(ask, 'added a criterion', addFromCensus(typed, t))
      if (what === 'own') return changeTargets(ask, 'added a criterion', addOwn(typed, t))
      if (!file) return [{ field: 'file', message: t('errors.file') }]
      const bytes = new Uint8Array(await file.arrayBuffer())
      return changeTargets(ask, 'brought in targets', takeFile(bytes, t, ask.words('draw')))
    }
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function Targets() {
  const shownNow = useLoaderData<typeof loader>()
  const { title, home, publicName, seats, criteria, conflicts, used, fixed, done } = shownNow
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="recruitment" done={done} />}
    >
      <div id="targets">
        {hasFewSeats(seats) && !fixed ? <InsetText>{t('targets.few_seats', { count: seats })}</InsetText> : null}
        {used === 'not_yet' ? null : <InsetText>{t(`targets.used_${used}`)}</InsetText>}
        {conflicts.map((conflict) => (
          <WarningText key={conflict} iconFallbackText={t('warning')}>
            {conflict}
          </WarningText>
        ))}
      </div>
      {criteria.length ? (
        criteria.map((criterion) => (
          <DeskSection key={criterion.id} title={criterion.name} id={criterion.id}>
            {criterion.reason ? <p className="read">{criterion.reason}</p> : null}
            {criterion.without.length ? (
              <WarningText iconFallbackText={t('warning')}>
                {t('targets.without', { groups: criterion.without.join('; '), count: criterion.without.length })}
              </WarningText>
            ) : null}
            {criterion.leftOut.length ? (
              <WarningText iconFallbackText={t('warning')}>
                {t('targets.left_out', { groups: criterion.leftOut.join('; '), count: criterion.leftOut.length })}
              </WarningText>
            ) : null}
            <TargetTable targets={criterion.targets} due={criterion.due} />
            <p>
              <a href={`${home}/targets/${criterion.id}`}>
                {t(fixed ? 'targets.see' : 'targets.change')}{' '}
                <span className="govuk-visually-hidden">{criterion.name}</span>
              </a>
            </p>
            {criterion.ownWords ? (
              <>
                {criterion.lacking.length ? (
                  <InsetText>{t('targets.words_lacking', { languages: criterion.lacking.join(', ') })}</InsetText>
                ) : null}
                <p>
                  <a href={`${home}/targets/${criterion.id}/words`}>
                    {t('targets.words')} <span className="govuk-visually-hidden">{criterion.name}</span>
                  </a>
                </p>
              </>
            ) : null}
          </DeskSection>
        ))
      ) : (
        <EmptyState>
          <p>{t('targets.none')}</p>
        </EmptyState>
      )}
      {fixed ? null : (
        <>
          {used === 'not_yet' ? <Add shown={shownNow} back={back} /> : null}
          <ImportFile back={back} />
        </>
      )}
      {criteria.length ? (
        <DeskSection title={t('targets.export_title')} id="export">
          <p>
            <a href={`${home}/targets.csv`} download>
              {t('targets.export')}
            </a>
          </p>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}

function Add({
  shown: { area, areas, offered, lacking, seats, most, criteria },
  back,
}: {
  shown: Shown
  back?: Refused
}) {
  const t = useWords('recruitment')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const room = (id: string, what: string) => (
    <Radios
      name="room"
      idPrefix={id}
      fieldset={{ legend: { text: t('targets.room') } }}
      hint={{ text: t('targets.room_hint') }}
      error={errorOf(id)}
      value={back?.typed.do?.[0] === what ? shown(back, 'room') : String(usualRoom(seats))}
      items={[0, 1, 2].map((n) => ({ value: n, text: t(`targets.rooms.${n}`) }))}
    />
  )
  return (
    <>
      <p className="read">{t('targets.most', { most, seats, count: criteria.length })}</p>
      {areas.length > 1 ? (
        <DeskSection title={t('targets.area_title')} id="area-part">
          <Form method="post" encType="multipart/form-data" noValidate>
            <input type="hidden" name="do" value="area" />
            <Select
              name="area"
              label={{ text: t('targets.area') }}
              error={errorOf('area')}
              value={area?.id ?? ''}
              items={areas.map(({ id, name }) => ({ value: id, text: name }))}
            />
            <Button>{t('targets.area_save')}</Button>
          </Form>
        </DeskSection>
      ) : null}
      {areas.length ? null : <InsetText>{t('targets.no_census')}</InsetText>}
      {area && lacking.length ? (
        <InsetText>{t('targets.census_lacks', { area: area.name, lacking: lacking.join(', ') })}</InsetText>
      ) : null}
      {area && offered.length ? (
        <DeskSection title={t('targets.census_title')} id="census">
          <p className="read">{t('targets.census_text', { area: area.name, seats })}</p>
          {offered.some((dimension) => dimension !== 'ethnic_group' && isSensitive(dimension)) ? (
            <p className="read">{t('targets.sensitive')}</p>
          ) : null}
          <Form method="post" encType="multipart/form-data" noValidate>
            <input type="hidden" name="do" value="census" />
            <Radios
              name="dimension"
              fieldset={{ legend: { text: t('targets.dimension') } }}
              error={errorOf('dimension')}
              value={shown(back, 'dimension')}
              items={offered.map((dimension) => ({ value: dimension, text: t(`dimensions.${dimension}`) }))}
            />
            {room('room', 'census')}
            <Button>{t('targets.census_add')}</Button>
          </Form>
        </DeskSection>
      ) : null}
      <DeskSection title={t('targets.own_title')} id="own">
        <p className="read">{t('targets.own_text')}</p>
        <Form method="post" encType="multipart/form-data" noValidate>
          <input type="hidden" name="do" value="own" />
          <Input
            name="name"
            label={{ text: t('targets.own_name') }}
            hint={{ text: t('targets.own_name_hint') }}
            value={shown(back, 'name')}
            error={errorOf('name')}
          />
          <Textarea
            name="reason"
            rows={2}
            label={{ text: t('targets.reason') }}
            value={shown(back, 'reason')}
            error={errorOf('reason')}
          />
          <Textarea
            name="values"
            rows={5}
            label={{ text: t('targets.own_values') }}
            hint={{ text: t('targets.own_values_hint') }}
            value={shown(back, 'values')}
            error={errorOf('values')}
          />
          {room('own-room', 'own')}
          <Button>{t('targets.own_add')}</Button>
        </Form>
      </DeskSection>
    </>
  )
}

function ImportFile({ back }: { back?: Refused }) {
  const t = useWords('recruitment')
  const inFile = back?.errors.filter(({ field }) => field === 'file') ?? []
  return (
    <DeskSection title={t('targets.import_title')} id="import">
      <p className="read">{t('targets.import_text')}</p>
      <p className="read">
        <code>feature,value,min,max,min_flex,max_flex</code>
      </p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="do" value="import" />
        <FileUpload
          name="file"
          label={{ text: t('targets.import_file') }}
          error={inFile.length ? { text: inFile[0]!.message, visuallyHiddenText: t('error_prefix') } : undefined}
          attributes={{ accept: '.csv,text/csv' }}
        />
        <Button>{t('targets.import')}</Button>
      </Form>
    </DeskSection>
  )
}
