/** The layers of the house: rules know nothing, stores know rules and the database, pages know everything above. */
const rule =
  '^app/(engagement|consultations|juries|priorities|board|conference|feedback|people|ledger|languages)/.+\\.ts$'
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'rules-are-pure',
      comment: 'A rule has no database, no framework and no page: it also runs in a worker, a command and a browser.',
      severity: 'error',
      from: { path: rule, pathNot: '/pages/|\\.server\\.ts$|-(command|worker)\\.ts$|use-words\\.ts$' },
      to: {
        path: '^(db/|app/server/|app/ui/|app/.*/pages/|node_modules/(kysely|express|@remix-run|react|pg|better-sqlite3)/)|\\.server\\.ts$',
      },
    },
    {
      name: 'mathematics-stands-alone',
      comment:
        'Lists and draws are recomputed by strangers: their rules import no other area but the ledger’s canonical form.',
      severity: 'error',
      from: { path: '^app/priorities/.+\\.ts$', pathNot: '/pages/|\\.server\\.ts$|-command\\.ts$' },
      to: { path: '^app/(engagement|consultations|juries|board|conference|feedback|people|languages)/' },
    },
    {
      name: 'stores-know-no-pages',
      severity: 'error',
      from: { path: '-store\\.server\\.ts$' },
      to: { path: '^app/(ui/|.*/pages/)|node_modules/(@remix-run|react)/' },
    },
    {
      name: 'ui-knows-no-area',
      severity: 'error',
      from: { path: '^app/ui/(?!pages/)' },
      to: {
        path: '^(db/|app/(engagement|consultations|juries|priorities|board|conference|feedback|people|ledger|server)/)',
      },
    },
    { name: 'the-program-knows-no-tests', severity: 'error', from: { path: '^(app|db)/' }, to: { path: '^tests/' } },
    {
      name: 'the-program-knows-no-demonstration',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^db/demo/' },
    },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}
