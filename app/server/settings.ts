import { z } from 'zod'

const secret = z.string().min(32, 'must be at least 32 characters long')

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const template = z.string().regex(new RegExp(`^${uuid}$`), 'must be the id of a template')

const fields = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().min(1).default('sqlite:data/folkmoot.sqlite'),
  SECRET: secret.optional(),
  SIGNING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  MAIL_URL: z.string().startsWith('smtp', 'must begin with smtp:// or smtps://').optional(),
  MAIL_FROM: z.email().default('folkmoot@localhost.example'),
  NOTIFY_API_KEY: z
    .string()
    .regex(new RegExp(`-${uuid}-${uuid}$`), 'must be the whole key, <name>-<service id>-<secret>')
    .optional(),
  NOTIFY_URL: z.url().default('https://api.notifications.service.gov.uk'),
  NOTIFY_EMAIL_TEMPLATE: template.optional(),
  NOTIFY_TEXT_TEMPLATE: template.optional(),
  NOTIFY_LETTER_TEMPLATE: template.optional(),
  CHECKPOINT_TO: z.email().optional(),
  DRAND_URL: z.url().optional(),
  RATE_LIMIT_SCALE: z.coerce.number().min(0).max(1000).default(1),
  METRICS_TOKEN: z.string().min(16).optional(),
  DEMO_DATE: z.iso.date().optional(),
  DEMO: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** Every setting the program reads, complete: origin without a trailing slash, secrets filled in outside production. */
export type Settings = ReturnType<typeof complete>

export const settingNames = Object.keys(fields.shape)

const developmentSecret = 'development only, never in production: not a secret'

let read: Settings | undefined

/**
 * The one reader of the environment. Throws at the first call, naming every setting that is wrong and what to do:
 * in production the process refuses a missing, short or default secret and an origin that is not https.
 */
export function settings(environment: Record<string, string | undefined> = process.env): Settings {
  if (read && environment === process.env) return read
  const parsed = fields.safeParse(environment)
  if (!parsed.success) throw new Error(inWords(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`)))
  const problems = [...productionProblems(parsed.data), ...notifyProblems(parsed.data)]
  if (problems.length) throw new Error(inWords(problems))
  const completed = complete(parsed.data)
  if (environment === process.env) read = completed
  return completed
}

function complete(given: z.infer<typeof fields>) {
  return {
    ...given,
    DEMO: given.DEMO === '1',
    PUBLIC_ORIGIN: new URL(given.PUBLIC_ORIGIN ?? `http://localhost:${given.PORT}`).origin,
    SECRET: given.SECRET ?? developmentSecret,
    SIGNING_KEY: given.SIGNING_KEY ?? '7f'.repeat(32),
    secure: (given.PUBLIC_ORIGIN ?? '').startsWith('https:'),
  }
}

function productionProblems(given: z.infer<typeof fields>): string[] {
  if (given.NODE_ENV !== 'production' || given.DEMO === '1') return []
  const problems: string[] = []
  if (!given.PUBLIC_ORIGIN?.startsWith('https:'))
    problems.push('PUBLIC_ORIGIN: must be the https:// address people use')
  if (!given.SECRET || given.SECRET === developmentSecret)
    problems.push('SECRET: set a random text of at least 32 characters')
  if (!given.SIGNING_KEY) problems.push('SIGNING_KEY: set 64 random hexadecimal digits; checkpoints are signed with it')
  return problems
}

function notifyProblems(given: z.infer<typeof fields>): string[] {
  const templates = [given.NOTIFY_EMAIL_TEMPLATE, given.NOTIFY_TEXT_TEMPLATE, given.NOTIFY_LETTER_TEMPLATE]
  if (given.NOTIFY_API_KEY && !templates.some(Boolean))
    return ['NOTIFY_API_KEY: set at least one template with it (NOTIFY_EMAIL_TEMPLATE, _TEXT_ or _LETTER_)']
  if (!given.NOTIFY_API_KEY && templates.some(Boolean)) return ['NOTIFY_API_KEY: a template is set without the key']
  return []
}

const inWords = (problems: string[]) =>
  `Folkmoot cannot start. These settings are wrong:\n${problems.map((p) => `  ${p}`).join('\n')}`
