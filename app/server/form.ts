import { data } from '@remix-run/node'
import type { TFunction } from 'i18next'
import { z } from 'zod'

/** What was wrong with one field, in the reader's language. `field` is the id of its control, `href` a page where it is mended. */
export interface FieldError {
  field: string
  message: string
  href?: string
}

/** The field in which a form sends a mark of what it showed, where two people may write at once. */
export const seenField = 'seen'

/** Everything that was typed, by field: always lists, because a group of boxes sends a name several times. */
export type Typed = Record<string, string[]>

/** What a page gets back when its form could not be taken: shown with everything typed still there. */
export interface Refused {
  errors: FieldError[]
  typed: Typed
}

/** The work that a pressed button names. Names that every object knows, such as `constructor`, are nobody's button. */
export const workNamed = <Works extends object>(
  works: Works,
  name: string | undefined,
): Works[keyof Works] | undefined =>
  name !== undefined && Object.hasOwn(works, name) ? works[name as keyof Works] : undefined

/** One line of text, trimmed; "" is kept so that `min(1, key)` can name what is missing. Control characters go. */
export const line = (most = 200) => z.string().max(most, 'too_long').transform(clean).default('')
/** Several lines of text. */
export const lines = (most = 5000) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((s) => clean(s.replace(/\r\n?/g, '\n')))
    .default('')
/** A group of boxes: a list in the order sent, however many were ticked. */
export const many = z.preprocess(
  (v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]),
  z.array(z.string().max(200)),
)
/** A box that is ticked or not. */
export const ticked = z.preprocess((v) => v !== undefined && v !== '', z.boolean())

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const clean = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim()

/** The fields of a posted form, files too. A body that is no form is the sender's fault (400), not a failure of the page. */
export async function formDataOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response(null, { status: 400 })
  }
}

/** Reads a posted form without judging it. Files are left to `formDataOf`. */
export const typedIn = async (request: Request): Promise<Typed> => typedOf(await formDataOf(request))

/** The words of a form whose files are read too. */
export function typedOf(form: FormData): Typed {
  // Without a prototype: a field called `__proto__` is then a name like any other.
  const typed: Typed = Object.create(null)
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    typed[name] ??= []
    typed[name].push(value)
  }
  return typed
}

type Read<S extends z.ZodType> = { ok: true; value: z.output<S>; typed: Typed } | ({ ok: false } & Refused)

/**
 * Reads a posted form against a shape whose messages are keys of the area's words (`errors.<key>`). Unknown fields are
 * dropped and never echoed.
 */
export const readForm = async <S extends z.ZodType>(request: Request, shape: S, t: TFunction): Promise<Read<S>> =>
  readTyped(await typedIn(request), shape, t)

/** The same of words that were taken out of a form already. */
export function readTyped<S extends z.ZodType>(typed: Typed, shape: S, t: TFunction): Read<S> {
  const single = Object.fromEntries(Object.entries(typed).map(([name, all]) => [name, all.length === 1 ? all[0] : all]))
  const parsed = shape.safeParse(single)
  if (parsed.success) return { ok: true, value: parsed.data, typed }
  return { ok: false, errors: issuesInWords(parsed.error.issues, typed, t), typed }
}

/** What a shape found wrong, by field and in words. */
export const issuesInWords = (issues: readonly z.core.$ZodIssue[], typed: Typed, t: TFunction): FieldError[] =>
  issues.map((issue) => {
    const field = issue.path.join('-') || 'form'
    const message =
      issue.code === 'too_big' && issue.message === 'too_long'
        ? tooLong(t, field, Number(issue.maximum), typed[field]?.[0] ?? '')
        : t(`errors.${issue.message}`)
    return { field, message }
  })

/** What is said of a text that is too long: which one it is, how long it may be and how long it is. */
export function tooLong(t: TFunction, field: string, limit: number, written: string): string {
  // The second and third of a kind are called as the first is: `role-2` is a role.
  const known = t(`names.${field.replace(/-\d+$/, '')}`, { ns: 'fields', defaultValue: '' })
  const name = known || t('begins', { ns: 'fields', start: written.trim().slice(0, 30) })
  return t('errors.too_long', { name, limit, written: written.length })
}

/** The answer to a form that could not be taken: status 422, errors, everything typed. */
export const refused = (errors: FieldError[], typed: Typed) => data({ errors, typed }, { status: 422 })

/** What a field showed: what was typed if the form came back, what is stored otherwise. */
export const shown = (back: Refused | undefined, field: string, stored = ''): string =>
  back ? (back.typed[field]?.[0] ?? '') : stored
