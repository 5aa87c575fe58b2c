import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { logical } from './app/styles/logical.ts'

// Remix sets its own server input whatever `rollupOptions.input` says; this makes our Express app the entry after it.
const expressEntry = {
  name: 'express-entry',
  enforce: 'post',
  config(_config, { isSsrBuild }) {
    return isSsrBuild ? { build: { rollupOptions: { input: 'app/server/start.ts' } } } : undefined
  },
}

const inTest = Boolean(process.env.VITEST)

export default defineConfig({
  plugins: inTest
    ? []
    : [
        remix({
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_singleFetch: true,
            v3_routeConfig: true,
          },
        }),
        expressEntry,
      ],
  build: { target: 'es2022', cssTarget: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  ssr: { noExternal: [/^d3-/, 'internmap'] },
  css: {
    postcss: { plugins: [logical()] },
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } },
  },
  test: {
    pool: 'forks',
    // A worker keeps its modules and its PGlite from file to file: loading them anew for each was half of all the work.
    isolate: false,
    // Left to itself it leaves one core of a machine with two to nobody.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/journeys/**', 'tests/faults/**', 'tests/attacks/**', 'node_modules/**'],
  },
})
