import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every address of the site. `l` is a language. */
export default [
  index('languages/pages/choose.ts'),
  route('sign-in', 'people/pages/sign-in.tsx'),
  route('sign-in/:token', 'people/pages/follow-link.tsx'),
  route('sign-out', 'people/pages/sign-out.ts'),
  route('inbox', 'people/pages/inbox.tsx'),
  route(':l', 'languages/pages/home.tsx'),
  route('*', 'languages/pages/nowhere.ts'),
  route('desk', 'people/pages/desk.tsx'),
  route('desk/settings', 'engagement/pages/settings.tsx'),
  route('desk/exercises', 'engagement/pages/exercises.tsx'),
  route('desk/exercises/new', 'engagement/pages/exercise-new.tsx'),
  route('desk/exercises/:id', 'engagement/pages/exercise.tsx'),
  route('desk/exercises/:id/questions', 'engagement/pages/questions.tsx'),
  route(':l/register', 'engagement/pages/register.tsx'),
] satisfies RouteConfig
