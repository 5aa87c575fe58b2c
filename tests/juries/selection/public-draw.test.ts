import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { isRound, QUICKNET, randomnessOf, roundAt, timeOfRound } from '../../../app/juries/draw/drand.ts'
import {
  alternatesHash,
  announce,
  announced as announcedOf,
  announcementHash,
  anonymised,
  commit,
  concluded,
  conclusionHash,
  type DrawPack,
  drawnPanel,
  isOwnChance,
  ownChance,
  personalSalt,
  pseudonymOf,
} from '../../../app/juries/draw/draw-pack.ts'
import { verifyDraw } from '../../../app/juries/draw/draw-verify.ts'
import { inclusionProof, isIncluded, merkleRoot } from '../../../app/juries/draw/inclusion-proof.ts'
import {
  drawnIndex,
  hashOf,
  numbersOf,
  type Outcome,
  outcomeErrors,
  pastErrors,
  type Source,
  sourceErrors,
  subSeed,
} from '../../../app/juries/draw/public-draw.ts'
import { type Selection, select } from '../../../app/juries/lottery/selection.ts'
import { canonicalJson } from '../../../app/ledger/canonical.ts'
import { poolOf } from './small-pools.ts'

// A round of the public network, published in September 2023.
const ROUND = 657_413
const SIGNATURE = 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b'

test('a genuine drand round is verified offline, and another number or signature is not', () => {
  expect(isRound(ROUND, SIGNATURE)).toBe(true)
  expect(isRound(ROUND + 1, SIGNATURE)).toBe(false)
  expect(isRound(ROUND, SIGNATURE.replace('b7', 'b6'))).toBe(false)
  expect(isRound(ROUND, 'ff')).toBe(false)
  expect(randomnessOf(SIGNATURE)).toMatch(/^fc1873a13f3545ae/)
})

test('rounds and times belong together', () => {
  expect(timeOfRound(1)).toBe(QUICKNET.genesis * 1_000)
  expect(roundAt(timeOfRound(ROUND))).toBe(ROUND)
  expect(roundAt(timeOfRound(ROUND) + 1)).toBe(ROUND + 1)
})

test('every leaf of a tree has a proof, and no other leaf or place fits it', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), (leaves, number) => {
      const index = number % leaves.length
      const root = merkleRoot(leaves)
      const proof = inclusionProof(leaves, index)
      expect(isIncluded(leaves[index]!, proof, root)).toBe(true)
      expect(isIncluded(`${leaves[index]}x`, proof, root)).toBe(false)
      expect(isIncluded(leaves[index]!, { ...proof, index: index + leaves.length }, root)).toBe(false)
    }),
  )
})

test('the drawn number is in range, is the hash’s remainder, and every panel comes up', () => {
  const commitment = hashOf('commitment')
  const drawn = new Set([...Array(400).keys()].map((i) => drawnIndex(commitment, hashOf(String(i)), 10)))
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const counts = new Array<number>(8).fill(0)
  for (let i = 0; i < 4_000; i++) counts[drawnIndex(commitment, hashOf(`c${i}`), 8)]!++
  const chiSquare = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)
  expect(chiSquare).toBeLessThan(24.3)
  expect(subSeed('ties', commitment, hashOf('1'))).not.toBe(subSeed('seating', commitment, hashOf('1')))
})

const secrets = ['red', 'green', 'blue']
const witnesses = secrets.map(hashOf)

test('dice and balls need enough chance, three witnesses and their secrets', () => {
  const dice: Source = { kind: 'dice', throws: 10, witnesses }
  expect(sourceErrors(dice)).toEqual([])
  expect(sourceErrors({ ...dice, throws: 3 }).map(({ code }) => code)).toEqual(['too-little-chance'])
  expect(sourceErrors({ ...dice, witnesses: [witnesses[0]!, witnesses[0]!, witnesses[1]!] })[0]!.code).toBe(
    'three-witnesses',
  )
  expect(sourceErrors({ kind: 'balls', balls: 59, drawn: 6, witnesses })).toEqual([])
  const now = timeOfRound(1000)
  const beacon = (round: number) => ({ kind: 'drand', publicKey: QUICKNET.publicKey, round }) as const
  expect([5, 1000, 1001].map((round) => pastErrors(beacon(round), now).map(({ params }) => params.next))).toEqual([
    [1001],
    [1001],
    [],
  ])
  expect(pastErrors(dice, now)).toEqual([])
  expect(sourceErrors({ kind: 'drand', publicKey: 'other', round: 5 })[0]!.code).toBe('drand-source')
  const throws = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4]
  expect(outcomeErrors(dice, { kind: 'dice', throws, secrets })).toEqual([])
  expect(outcomeErrors(dice, { kind: 'dice', throws: [7, ...throws.slice(1)], secrets })).toEqual([
    { code: 'throw-not-of-a-die', params: { place: 1, face: 7 } },
  ])
  expect(outcomeErrors(dice, { kind: 'dice', throws: throws.slice(1), secrets })).toEqual([
    { code: 'dice-wrong', params: { throws: 10, count: 9 } },
  ])
  const lied = outcomeErrors(dice, { kind: 'dice', throws, secrets: ['red', 'green', 'grey'] })
  expect(lied).toEqual([{ code: 'witness-secret', params: { witness: 3 } }])
  expect(outcomeErrors(dice, { kind: 'drand', signature: SIGNATURE })[0]!.code).toBe('source-changed')
  const balls: Source = { kind: 'balls', balls: 59, drawn: 6, witnesses }
  expect(outcomeErrors(balls, { kind: 'balls', drawn: [1, 2, 3, 4, 5, 59], secrets })).toEqual([])
  expect(outcomeErrors(balls, { kind: 'balls', drawn: [1, 5, 3, 60, 5, 6, 2], secrets })).toEqual([
    { code: 'balls-wrong', params: { drawn: 6, count: 7 } },
    { code: 'ball-not-announced', params: { place: 4, ball: 60, balls: 59 } },
    { code: 'ball-twice', params: { place: 5, ball: 5, first: 2 } },
  ])
})

describe('a whole draw', () => {
  const named = poolOf(
    [
      [
        [2, 4],
        [2, 4],
      ],
      [
        [1, 3],
        [1, 3],
        [1, 3],
      ],
    ],
    [...Array(30).keys()].map((v) => [v % 2, v % 3]),
    [...Array(30).keys()].map((v) => (v < 20 ? `home ${v >> 1}` : null)),
  )
  const { pool, order } = anonymised(named, 'a salt that the manager keeps')
  const input = { pool, seats: 6, rule: 'leximin' as const, onePerHousehold: true, panels: 100 }
  let announced: DrawPack
  let pack: DrawPack
  let selection: Selection

  /** The first two places who are not drawn and live with nobody else of the pool. */
  const standingBy = (of: DrawPack, outcome: Outcome): number[] => {
    const { panel } = drawnPanel(of, outcome)
    return [...pool.volunteers.keys()]
      .filter((v) => !panel.includes(v) && pool.volunteers[v]!.household === null)
      .slice(0, 2)
  }

  beforeAll(async () => {
    const outcome = await select({ ...input, seed: commit(input).seed })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
    selection = outcome.selection
    announced = announce(input, selection, { kind: 'drand', publicKey: QUICKNET.publicKey, round: ROUND })
    const signed = { kind: 'drand' as const, signature: SIGNATURE }
    pack = concluded(announced, signed, standingBy(announced, signed))
  })

  test('verifies, before and after the chance is drawn', () => {
    expect(verifyDraw(announced)).toEqual({ altered: [], drawn: false, panels: 100, people: 30 })
    expect(JSON.parse(pack['draw.json']!).alternates).toHaveLength(2)
    expect(verifyDraw(pack, { announced: announcementHash(announced), concluded: conclusionHash(pack) })).toEqual({
      altered: [],
      drawn: true,
      panels: 100,
      people: 30,
    })
  })

  test('made by an earlier version of the rules verifies as before, and says of which version it is', () => {
    const version = 'folkmoot-selection/0'
    const { version: now, ...targets } = JSON.parse(announced['targets.json']!)
    expect(now).not.toBe(version)
    const old = announcedOf(
      { ...announced, 'targets.json': canonicalJson({ ...targets, version }) },
      { kind: 'drand', publicKey: QUICKNET.publicKey, round: ROUND },
    )
    expect(announcementHash(old)).not.toBe(announcementHash(announced))
    const signed = { kind: 'drand' as const, signature: SIGNATURE }
    const drawn = concluded(old, signed, standingBy(old, signed))
    expect(verifyDraw(drawn, { announced: announcementHash(old) })).toMatchObject({ altered: [], drawn: true })
    expect(JSON.parse(drawn['targets.json']!).version).toBe(version)
  })

  test('holds no id, and each volunteer can find their own chance and prove it', () => {
    expect(Object.values(pack).join()).not.toMatch(/"p\d+"|home \d/)
    const salt = personalSalt('a salt that the manager keeps', 'p7')
    const own = ownChance(pack, pseudonymOf(salt, 'p7'))!
    expect(isOwnChance(own.chance, own.proof, own.root)).toBe(true)
    expect(isOwnChance({ ...own.chance, seated: own.chance.seated + 1 }, own.proof, own.root)).toBe(false)
    expect(ownChance(pack, 'nobody')).toBeNull()
    expect(order.map((v) => pseudonymOf(personalSalt('a salt that the manager keeps', `p${v}`), `p${v}`))).toEqual(
      pool.volunteers.map(({ id }) => id),
    )
  })

  const changed = (file: string, change: (content: never) => void): DrawPack => {
    const content = JSON.parse(pack[file]!)
    change(content as never)
    return { ...pack, [file]: JSON.stringify(content) }
  }
  const codes = (altered: DrawPack): string[] => verifyDraw(altered).altered.map(({ code }) => code)

  test.each<[string, string, (content: never) => void, string]>([
    [
      'pool',
      'people.json',
      (c: { people: { values: number[] }[] }) => {
        c.people[3]!.values[0] = 1 - c.people[3]!.values[0]!
      },
      'pool-altered',
    ],
    [
      'household',
      'people.json',
      (c: { people: { household: number | null }[] }) => {
        c.people[3]!.household = 99
      },
      'pool-altered',
    ],
    [
      'quota',
      'targets.json',
      (c: { categories: { values: { max: number }[] }[] }) => {
        c.categories[0]!.values[0]!.max++
      },
      'quotas-altered',
    ],
    [
      'panel',
      'panels.json',
      (c: { panels: number[][] }) => {
        c.panels[5] = c.panels[6]!
      },
      'panels-altered',
    ],
    [
      'chance',
      'chances.json',
      (c: { chances: { seated: number }[] }) => {
        c.chances[2]!.seated++
      },
      'chance-wrong',
    ],
    [
      'target',
      'chances.json',
      (c: { chances: { target: number }[] }) => {
        c.chances[2]!.target++
      },
      'chances-altered',
    ],
    [
      'bound',
      'bound.json',
      (c: { bound: { value: number } }) => {
        c.bound.value--
      },
      'bound-wrong',
    ],
    [
      'weight',
      'bound.json',
      (c: { bound: { certificate: { weights: number[] } } }) => {
        c.bound.certificate.weights[0]! += 1
      },
      'bound-altered',
    ],
    [
      'round',
      'announcement.json',
      (c: { source: { round: number } }) => {
        c.source.round++
      },
      'round-not-genuine',
    ],
    [
      'announcement',
      'announcement.json',
      (c: { commitment: string }) => {
        c.commitment = hashOf('other')
      },
      'announcement-altered',
    ],
    [
      'signature',
      'draw.json',
      (c: { outcome: { signature: string } }) => {
        c.outcome.signature = SIGNATURE.replace(/.$/, 'c')
      },
      'round-not-genuine',
    ],
    [
      'index',
      'draw.json',
      (c: { index: number }) => {
        c.index = (c.index + 1) % 100
      },
      'index-wrong',
    ],
    [
      'drawn panel',
      'draw.json',
      (c: { panel: string[] }) => {
        c.panel.reverse()
      },
      'drawn-panel-wrong',
    ],
    [
      'alternate, for another who could stand by',
      'draw.json',
      (c: { panel: string[]; alternates: string[] }) => {
        c.alternates[0] = pool.volunteers.find(({ id }) => ![...c.panel, ...c.alternates].includes(id))!.id
      },
      'alternates-altered',
    ],
    [
      'order of the alternates',
      'draw.json',
      (c: { alternates: string[] }) => {
        c.alternates.reverse()
      },
      'alternates-altered',
    ],
    [
      'list of alternates that is taken out',
      'draw.json',
      (c: { alternates?: string[] }) => {
        delete c.alternates
      },
      'alternates-altered',
    ],
  ] as never)('an altered %s is named', (_, file, change, code) => {
    expect(codes(changed(file, change))).toContain(code)
  })

  test('another chance on the day makes no alternate wrong', () => {
    const altered = codes(
      changed('draw.json', (c: { outcome: { signature: string } }) => {
        c.outcome.signature = c.outcome.signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
      }),
    )
    expect(altered).toEqual(['round-not-genuine', 'index-wrong', 'drawn-panel-wrong'])
  })

  test.each([
    ['is drawn', () => JSON.parse(pack['draw.json']!).panel[0]],
    ['is not in the pool', () => 'nobody'],
    ['stands by already', () => JSON.parse(pack['draw.json']!).alternates[1]],
    [
      'lives with somebody drawn',
      () => {
        const { panel }: { panel: string[] } = JSON.parse(pack['draw.json']!)
        const homes = pool.volunteers.filter(({ id }) => panel.includes(id)).flatMap(({ household }) => household ?? [])
        return pool.volunteers.find(({ id, household }) => homes.includes(household ?? '') && !panel.includes(id))!.id
      },
    ],
  ])('an alternate who %s is named even when their hash was made anew', (_, who) => {
    const pseudonym = who()
    const forged = changed('draw.json', (c: { alternates: string[]; alternatesHash: string }) => {
      c.alternates[0] = pseudonym
      c.alternatesHash = alternatesHash(c.alternates)
    })
    expect(verifyDraw(forged).altered).toContainEqual({ code: 'alternate-wrong', params: { pseudonym } })
    expect(verifyDraw(forged, { concluded: conclusionHash(pack) }).altered[0]).toMatchObject({
      code: 'conclusion-altered',
    })
  })

  test('the command names every altered part in words', () => {
    const folder = mkdtempSync(join(tmpdir(), 'draw-'))
    const write = (files: DrawPack): void => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    }
    const verify = () =>
      spawnSync(process.execPath, ['app/juries/draw/draw-command.ts', 'verify', folder], { encoding: 'utf8' })
    write(pack)
    expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('as announced') })
    const more = (text: string, part: RegExp): string =>
      text.replace(part, (_, before, digit) => `${before}${(Number(digit) + 1) % 10}`)
    const alter: [string, (text: string) => string, string][] = [
      ['people.json', (text) => more(text, /("values":\[)(0)/), 'The pool (people.json) was altered'],
      ['targets.json', (text) => more(text, /("max":)(4)/), 'The quotas (targets.json) were altered'],
      ['panels.json', (text) => text.replace(/\[\[\d+,/, '[[29,'), 'The panels (panels.json) were altered'],
      ['chances.json', (text) => more(text, /("seated":\d*)(\d)/), 'does not agree with the panels'],
      ['bound.json', (text) => more(text, /("value":\d*)(\d)/), 'The published bound of the lowest chance is'],
      ['announcement.json', (text) => text.replace(`${ROUND}`, `${ROUND + 1}`), 'not that of drand round 657414'],
      ['draw.json', (text) => more(text, /("index":\d*)(\d)/), 'but the random value picks number'],
      [
        'draw.json',
        (text) => text.replace(/("alternates":\[)("[^"]+"),("[^"]+")/, '$1$3,$2'),
        'The alternates (in draw.json) are not those',
      ],
    ]
    const altered = { ...pack }
    for (const [file, change] of alter) {
      const text = change(altered[file]!)
      expect(text).not.toBe(altered[file])
      altered[file] = text
    }
    write(altered)
    const { status, stdout } = verify()
    expect(status).toBe(1)
    for (const [, , said] of alter) expect(stdout).toContain(said)
  })

  test('a panel against the rules is named even when every hash was made anew', () => {
    const content = JSON.parse(pack['panels.json']!) as { panels: number[][] }
    content.panels[0] = [...pool.volunteers.keys()].filter((v) => pool.volunteers[v]!.values[0] === 0).slice(0, 6)
    const forgery = {
      panels: content.panels,
      chances: [] as number[],
      targets: [] as number[],
      bound: null,
      gap: 0,
      route: null,
    }
    forgery.chances = pool.volunteers.map((_, v) => content.panels.filter((panel) => panel.includes(v)).length / 100)
    forgery.targets = forgery.chances
    const forged = announce({ ...input, rule: 'greedy' }, forgery, {
      kind: 'drand',
      publicKey: QUICKNET.publicKey,
      round: ROUND,
    })
    expect(verifyDraw(forged).altered.map(({ code }) => code.slice(0, 6))).toContain('panel-')
  })

  test('any changed byte is found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(pack)),
        fc.nat(),
        fc.integer({ min: 32, max: 126 }),
        (file, place, byte) => {
          const text = pack[file]!
          const at = place % text.length
          const replaced = String.fromCharCode(byte)
          fc.pre(text[at] !== replaced)
          expect(codes({ ...pack, [file]: text.slice(0, at) + replaced + text.slice(at + 1) })).not.toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('missing, strange and broken files are named', () => {
    const { 'bound.json': _, ...without } = pack
    expect(codes(without)).toEqual(['file-missing'])
    expect(codes({ ...pack, 'extra.json': '{}' })).toEqual(['file-unknown'])
    expect(codes({ ...pack, 'panels.json': '{' })).toEqual(['file-unreadable'])
    expect(codes({ ...pack, 'panels.json': `${pack['panels.json']} ` })).toContain('file-not-canonical')
    expect(verifyDraw(announced, { announced: hashOf('another') }).altered).toEqual([
      { code: 'announcement-altered', params: {} },
    ])
    expect(verifyDraw(pack, { concluded: hashOf('another') }).altered).toEqual([
      { code: 'conclusion-altered', params: {} },
    ])
    expect(verifyDraw({}).altered.length).toBeGreaterThan(3)
  })

  const byHand: [string, Source, Outcome, string][] = [
    [
      'throw',
      { kind: 'dice', throws: 10, witnesses },
      { kind: 'dice', throws: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4], secrets },
      'throws',
    ],
    [
      'ball',
      { kind: 'balls', balls: 59, drawn: 6, witnesses },
      { kind: 'balls', drawn: [17, 3, 58, 21, 40, 9], secrets },
      'drawn',
    ],
  ]
  test.each(byHand)(
    'a %s that was altered, left out or added is named with its place',
    (what, source, outcome, list) => {
      const decided = concluded(announce(input, selection, source), outcome)
      expect(verifyDraw(decided).altered).toEqual([])
      const named = (change: (numbers: number[], draw: { numberHashes?: string[] }) => void) => {
        const draw = JSON.parse(decided['draw.json'])
        change(draw.outcome[list], draw)
        return verifyDraw({ ...decided, 'draw.json': JSON.stringify(draw) }).altered
      }
      const code = `${what}-altered`
      const was = numbersOf(outcome)[2]!
      const third = named((numbers) => {
        numbers[2] = 4
      })
      expect(third[0]).toEqual({ code, params: { place: 3, number: 4, was } })
      expect(third.map(({ code }) => code)).toContain('index-wrong')
      expect(named((numbers) => numbers.pop())[0]).toMatchObject({ code, params: { number: '–' } })
      expect(named((numbers) => numbers.push(5))[0]).toMatchObject({ code, params: { number: 5, was: '–' } })
      // Draws decided before the numbers were noted one by one are verified by their index, as they were.
      expect(named((_, draw) => delete draw.numberHashes)).toEqual([])
    },
  )
})
