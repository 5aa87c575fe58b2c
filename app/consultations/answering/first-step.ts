import { whereStep } from './form-flow.ts'

/** Where the pages of answering begin: a form of its own, or the template of four questions. */
export const stepsOf = ({ template }: { template: 'flagship' | 'form' }) =>
  template === 'form' ? 'questions' : 'answer'

/** The address of the first question below a consultation's own. */
export const firstStepOf = (consultation: { template: 'flagship' | 'form' }) =>
  `${stepsOf(consultation)}/${consultation.template === 'form' ? whereStep : 'area'}`

/** The address of the page with every question at once, below a consultation's own. */
export const onePageOf = ({ template }: { template: 'flagship' | 'form' }) =>
  template === 'form' ? 'questions' : 'answer/one-page'
