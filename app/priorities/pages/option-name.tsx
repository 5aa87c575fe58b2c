import { InOwnLanguage, LateWords } from '../../languages/read-text.tsx'
import type { Paper } from './paper.server.ts'

/** What an option is called, in the language it stands in. */
export const OptionName = ({
  option: { name, language, agreed },
}: {
  option: Pick<Paper['options'][number], 'name' | 'language' | 'agreed'>
}) => (agreed ? <LateWords text={agreed} /> : <InOwnLanguage text={{ body: name, language }} />)
