import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffPage } from '../../../server/page.ts'
import { juryFor, slugParams } from '../../jury-access.server.ts'
import { writeCategories } from '../../lottery/categories-file.ts'
import { categoriesFrom } from '../../targets/target.ts'
import { criteriaOf } from '../../targets/target-store.server.ts'

/** The targets as a file that the tools of the field read unchanged. Bounds that are not set are written as -1. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const criteria = await criteriaOf(ask.db, jury.id)
    const categories = categoriesFrom(criteria, jury.commission.seats)
    categories.forEach(({ values }, c) => {
      values.forEach((quota, v) => {
        if (criteria[c]!.targets[v]!.maxFlex === null) quota.maxFlex = -1
      })
    })
    return new Response(writeCategories(categories), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="categories.csv"',
      },
    })
  })(args)
