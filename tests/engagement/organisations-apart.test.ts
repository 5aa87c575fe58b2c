import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import { freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import type { AnalysisContent } from '../../app/consultations/freezing/snapshot.ts'
import { freezeAnalysis, freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { organisationCodebookOf, organisationTable } from '../../app/consultations/organisations/organisation.ts'
import {
  organisationsToReview,
  reviewOrganisation,
} from '../../app/consultations/organisations/organisation-store.server.ts'
import type { ChoiceList } from '../../app/priorities/choice-list-contract.ts'
import { countsAlone } from '../../app/priorities/counts-alone.ts'
import { csvText, parseCsv } from '../../app/priorities/csv-text.ts'
import { frozenTexts, newestList } from '../../app/priorities/list-store.server.ts'
import { hashOf, type PackFiles, packFiles, rootOf } from '../../app/priorities/pack.ts'
import { recount } from '../../app/priorities/recount.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import {
  during,
  justClosed,
  keeper,
  later,
  people,
  secret,
  smallConsultation,
  smallCounty,
} from './small-consultation.ts'

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)

describe.each(dialects)('organisations beside a list on $name', ({ fresh }) => {
  let db: Db
  const folder = mkdtempSync(join(tmpdir(), 'apart-'))
  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
  })
  afterAll(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  test('are frozen with it and in none of its figures; both recounts read the pack that holds them', async () => {
    const { exerciseId, consultationId, optionIds } = await smallConsultation(db)
    const given = { consultationId, source: 'paper', fileHash: 'f', status: 'counted' as const, personId: 'officer' }
    const prepared = await prepareImport(db, secret, { ...given, rows: people(60, optionIds) }, during)
    await write(db, (tx) => loadImport(tx, prepared, during))
    const { input: alone } = (await freezeMaterial(db, exerciseId))!
    for (const name of ['Bus users', 'Nobody’s friends']) {
      const picks = [optionIds.homes!, optionIds.jobs!]
      const answers = {
        ...noAnswers,
        area: { kind: 'unsaid' as const },
        picks,
        order: 'places' as const,
        why: `We of ${name}`,
      }
      const organisation = { name, does: 'Speaks', represents: '=1+1' }
      const sent = {
        consultationId,
        submissionKey: name,
        answers,
        seed: 1,
        language: 'en',
        mayPublish: true,
        organisation,
      }
      await write(db, (tx) => submit(tx, secret, sent, during))
    }
    const held = (await organisationsToReview(db, exerciseId)).find(({ name }) => name !== 'Bus users')!
    const reason = 'Nobody may speak for this organisation.'
    const unseen = new Set<string>()
    const decided = { exerciseId, responseId: held.id, held: true, reason, words: true, personId: 'officer', unseen }
    await write(db, (tx) => reviewOrganisation(tx, decided, during))
    expect((await freezeMaterial(db, exerciseId))!.input).toEqual(alone)

    await freezeClosings(db, keeper, justClosed)
    const by = { exerciseId, personId: 'analyst', reason: 'analysis' }
    expect(await freezeAnalysis(db, keeper, by, later)).toMatchObject({ kind: 'frozen' })
    const { result, content } = await frozenTexts(db, (await newestList(db, exerciseId))!.id)
    const list = JSON.parse(result) as ChoiceList
    const about = JSON.parse(content) as AnalysisContent
    expect(list.base).toBe(60)
    expect(about.counts).toMatchObject({ counted: 60, organisation: 2 })
    // Its own words stay with the officers: nobody has read them for publication.
    expect(about.organisations).toMatchObject({
      published: [{ name: 'Bus users', picks: [optionIds.homes, optionIds.jobs], form: null, words: [] }],
      held: [{ reason }],
    })
    expect(content).not.toContain('Nobody’s friends')
    expect(content).not.toContain('We of')

    const table = csvText(organisationTable(about.organisations!))
    expect(table).toContain(`Bus users,Speaks,'=1+1,choice 2,${optionIds.jobs},none`)
    expect(table).toContain(`,,,not published,${reason},none`)
    // What was published before that was said keeps its bytes, with a code book of its own columns.
    const { confirmedBy: __, ...before } = about.organisations!
    expect(csvText(organisationTable(before))).toBe(table.replace(/,(none|confirmed by)\r\n/g, '\r\n'))
    expect(organisationCodebookOf(organisationTable(before))).toHaveLength(5)
    expect(organisationCodebookOf(organisationTable(about.organisations!))).toHaveLength(6)
    expect(organisationCodebookOf([])).toEqual([])
    expect(about.confirmedBy).toBe('none')
    const options = about.options.map(({ id, title }) => ({ id, title }))
    const files = packFiles(list, options, { exercise: 'x' }, { 'organisations.csv': table })
    expect(recount(files)).toMatchObject({ ok: true, differences: [] })
    expect(recount(packFiles(list, options, { exercise: 'x' })).ok).toBe(true)
    const rows = (confirmed: string | null) =>
      parseCsv(countsAlone(files, list.method.parameters.picksMax, confirmed).slice(1))
    expect(rows(null)).toEqual(parseCsv(files['counts.csv']!))
    expect(rows('By a code, on a letter').at(-1)!.slice(0, 2)).toEqual(['_confirmed_by', 'By a code, on a letter'])
    expect(new Set(rows('By a code').map(({ length }) => length)).size).toBe(1)
    const { 'organisations.csv': _, ...without } = files
    const hidden = sealedAgain(without)
    expect(recount(hidden).differences).toEqual(['organisations.csv is missing'])
    const edited = { ...files, 'organisations.csv': table.replace('Bus users', 'Car users') }
    expect(recount(edited).ok).toBe(false)
    const smuggled = sealedAgain({
      ...without,
      'rules.json': without['rules.json']!.replace('organisations.csv', 'other.csv'),
    })
    expect(recount(smuggled).ok).toBe(false)
    if (!python) return
    const program = (pack: PackFiles) => {
      for (const [name, text] of Object.entries(pack)) writeFileSync(join(folder, name), text)
      return spawnSync(python, ['-B', 'tests/reference/recount.py', folder], { encoding: 'utf8' })
    }
    const printed = program(files)
    expect(printed.status).toBe(0)
    expect(printed.stdout.split('\n').slice(0, -2)).toEqual(recount(files).lines)
    expect(program(edited).status).toBe(1)
  })
})

/** As a forger would: the hashes follow the files. */
function sealedAgain({ 'hashes.json': _, ...files }: PackFiles): PackFiles {
  const hashes = Object.fromEntries(Object.keys(files).map((name) => [name, hashOf(files[name]!)]))
  return { ...files, 'hashes.json': JSON.stringify({ files: hashes, root: rootOf(files) }) }
}
