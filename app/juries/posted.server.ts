import { formDataOf, type Typed } from '../server/form.ts'

/** A posted form of several parts, with the file it may carry. */
export async function readPosted(request: Request): Promise<{ typed: Typed; file: File | undefined }> {
  const form = await formDataOf(request)
  const typed: Typed = Object.create(null)
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = [...(typed[name] ?? []), value]
  const file = form.get('file')
  return { typed, file: file instanceof File && file.name ? file : undefined }
}

/** The first of what was sent under a name, trimmed. */
export const one = (typed: Typed, name: string): string => (typed[name]?.[0] ?? '').trim()
