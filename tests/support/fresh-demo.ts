import { copyFileSync } from 'node:fs'
import { connect } from '../../db/connect.ts'
import { templateDatabase } from './global-setup.ts'

/** A copy of the demonstration's database at a path; returns the slug of the flagship consultation that is open now. */
export async function freshDemo(path: string): Promise<string> {
  copyFileSync(templateDatabase, path)
  return openFlagship(`sqlite:${path}`)
}

/** The slug of the flagship consultation that is open now in the demonstration at an address. */
export async function openFlagship(url: string): Promise<string> {
  const db = await connect(url)
  const today = new Date().toISOString().slice(0, 10)
  const { slug } = await db
    .selectFrom('exercise')
    .innerJoin('consultation', 'consultation.exercise_id', 'exercise.id')
    .select('slug')
    .where('template', '=', 'flagship')
    .where('published_at', 'is not', null)
    .where('asked_elsewhere', '=', 0)
    .where('opens_on', '<=', today)
    .where('closes_on', '>', today)
    .executeTakeFirstOrThrow()
  await db.destroy()
  return slug
}
