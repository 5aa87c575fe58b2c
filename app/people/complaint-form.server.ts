import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'
import { readAddress, wayOf } from '../server/address.ts'
import { type FieldError, line, lines } from '../server/form.ts'
import type { Ask } from '../server/page.ts'
import { complaintAbouts } from './complaint.ts'
import { complaintExercises } from './complaint-store.server.ts'

/** The fields of a complaint, whoever types it. */
export const complaintFields = {
  about: z.enum(complaintAbouts, 'about'),
  exercise: line(100),
  complaint: lines(5000).pipe(z.string().min(1, 'complaint')),
  wanted: lines(2000),
  address: lines(400),
  key: z.uuid(),
}

/** Which exercise a complaint is about and where its sender is written to, or what is wrong with either. */
export async function complaintTarget(
  db: Handle,
  { exercise, address }: { exercise: string; address: string },
  words: Ask<unknown>['words'],
): Promise<{ errors: FieldError[]; exerciseId: string | null; way: Way | null; address: string | null }> {
  const read = address ? readAddress(wayOf(address), address) : null
  const known = exercise === '' || (await complaintExercises(db)).some(({ id }) => id === exercise)
  return {
    errors: [
      ...(known ? [] : [{ field: 'exercise', message: words('complaints')('errors.exercise') }]),
      ...(read && !read.ok ? [{ field: 'address', message: words('messages')(`errors.${read.problem}`) }] : []),
    ],
    exerciseId: exercise || null,
    ...(read?.ok ? { way: wayOf(address), address: read.address } : { way: null, address: null }),
  }
}
