import type { BoardTables } from './tables/board.ts'
import type { BuilderTables } from './tables/builder.ts'
import type { CitizensPanelTables } from './tables/citizens-panel.ts'
import type { ConfirmingTables } from './tables/confirming.ts'
import type { ConsultationTables } from './tables/consultations.ts'
import type { DrawTables } from './tables/draws.ts'
import type { EditionTables } from './tables/editions.ts'
import type { FormTables } from './tables/forms.ts'
import type { GuardingTables } from './tables/guarding.ts'
import type { IntakeTables } from './tables/intake.ts'
import type { JuryTables } from './tables/juries.ts'
import type { ListTables } from './tables/lists.ts'
import type { PaperTables } from './tables/paper.ts'
import type { PeopleTables } from './tables/people.ts'
import type { PlacesTables } from './tables/places.ts'
import type { RecruitmentTables } from './tables/recruitment.ts'
import type { RegisterTables } from './tables/register.ts'
import type { RightsTables } from './tables/rights.ts'
import type { SeatingTables } from './tables/seating.ts'
import type { TellingTables } from './tables/telling.ts'
import type { TextTables } from './tables/texts.ts'

/** Every table of one partnership. One database is one partnership. */
export interface Schema
  extends BoardTables,
    BuilderTables,
    CitizensPanelTables,
    ConfirmingTables,
    ConsultationTables,
    DrawTables,
    EditionTables,
    FormTables,
    GuardingTables,
    IntakeTables,
    JuryTables,
    ListTables,
    PaperTables,
    PeopleTables,
    PlacesTables,
    RecruitmentTables,
    RegisterTables,
    RightsTables,
    SeatingTables,
    TellingTables,
    TextTables {}
