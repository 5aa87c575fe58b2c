import type { ConsultationTexts } from '../../app/consultations/flagship.ts'
import type { QuestionPlan } from '../../app/consultations/form-store.server.ts'

/** One of every way to ask, about a park and a bus that everybody can imagine. The Urdu has not been checked. */
export const waysTexts: Omit<ConsultationTexts, 'questions'> = {
  title: { en: 'All the ways to ask (for practice)', ur: 'پوچھنے کے تمام طریقے (مشق کے لیے)' },
  lead: {
    en: 'Try every kind of question. It is for practice: what people make of it tells us which ways of asking work.',
    ur: 'ہر قسم کے سوال آزما کر دیکھیں۔ یہ مشق کے لیے ہے: لوگوں کے جوابات سے ہمیں پتا چلتا ہے کہ پوچھنے کے کون سے طریقے ٹھیک کام کرتے ہیں۔',
  },
  decision: {
    en: 'Which ways of asking the partnership uses next year.',
    ur: 'شراکت داری آئندہ سال پوچھنے کے کون سے طریقے استعمال کرے گی۔',
  },
  canChange: {
    en: 'Which kinds of question are offered, and how they are worded.',
    ur: 'کس قسم کے سوال رکھے جائیں، اور وہ کن الفاظ میں ہوں۔',
  },
  cannotChange: {
    en: 'No park and no bus changes because of these answers.',
    ur: 'ان جوابات سے کوئی پارک یا بس نہیں بدلے گی۔',
  },
}

export const firstRoundTitle = {
  en: 'All the ways to ask: the first round (for practice)',
  ur: 'پوچھنے کے تمام طریقے: پہلا دور (مشق کے لیے)',
}

const option = (id: string, en: string, ur: string, example: { en: string; ur: string } | null = null) => ({
  id,
  title: { en, ur },
  example,
})

export const waysQuestions: QuestionPlan[] = [
  {
    key: 'travel',
    kind: 'one',
    section: { en: 'Getting about', ur: 'آنا جانا' },
    title: { en: 'How do you mostly get about?', ur: 'آپ زیادہ تر کیسے آتے جاتے ہیں؟' },
    hint: { en: 'Choose the one you use most often.', ur: 'وہ چنیں جو آپ سب سے زیادہ استعمال کرتے ہیں۔' },
    required: true,
    config: {
      options: [
        option('walk', 'On foot or with a wheelchair', 'پیدل یا وہیل چیئر پر'),
        option('cycle', 'By bicycle', 'سائیکل پر'),
        option('bus', 'By bus', 'بس سے'),
        option('car', 'By car', 'گاڑی سے', { en: 'As a driver or a passenger', ur: 'چلانے والے یا سواری کے طور پر' }),
      ],
      other: true,
    },
  },
  {
    key: 'journeys',
    kind: 'number',
    title: { en: 'How many bus journeys do you make in a week?', ur: 'آپ ہفتے میں بس کے کتنے سفر کرتے ہیں؟' },
    hint: { en: 'There and back are two journeys.', ur: 'جانا اور آنا دو سفر ہیں۔' },
    required: true,
    unsure: true,
    onlyIf: { question: 'travel', anyOf: ['bus'] },
    config: { least: 0, most: 60, unit: { en: 'journeys a week', ur: 'سفر فی ہفتہ' } },
  },
  {
    key: 'bus-if',
    kind: 'many',
    title: { en: 'What would make you take a bus more often?', ur: 'کیا ہو تو آپ بس زیادہ استعمال کریں گے؟' },
    hint: { en: 'Choose up to two.', ur: 'زیادہ سے زیادہ دو چنیں۔' },
    required: true,
    onlyIf: { question: 'travel', anyOf: ['bus'], not: true },
    config: {
      options: [
        option('often', 'One that comes more often', 'جو زیادہ جلدی جلدی آئے'),
        option('evening', 'One in the evening', 'جو شام کو بھی چلے'),
        option('fare', 'A lower fare', 'کم کرایہ'),
        option('stop', 'A stop nearer to home', 'گھر کے قریب اسٹاپ'),
      ],
      other: true,
      most: 2,
      random: true,
    },
  },
  {
    key: 'park-first',
    kind: 'order',
    section: { en: 'A park near you', ur: 'آپ کے قریب ایک پارک' },
    title: { en: 'What should a new park have first?', ur: 'نئے پارک میں سب سے پہلے کیا ہونا چاہیے؟' },
    hint: { en: 'Choose up to three, the most important first.', ur: 'زیادہ سے زیادہ تین چنیں، سب سے اہم پہلے۔' },
    required: true,
    unsure: true,
    config: {
      options: [
        option('play', 'A place for children to play', 'بچوں کے کھیلنے کی جگہ'),
        option('benches', 'Benches in the shade', 'سائے میں بینچ'),
        option('toilets', 'Toilets', 'بیت الخلا'),
        option('pitch', 'A pitch for games', 'کھیل کا میدان'),
        option('flowers', 'Flowers and trees', 'پھول اور درخت'),
        option('cafe', 'A small café', 'ایک چھوٹا کیفے'),
      ],
      most: 3,
    },
  },
  {
    key: 'park-rank',
    kind: 'rank',
    title: { en: 'What makes a park feel safe?', ur: 'پارک میں کیا چیز محفوظ ہونے کا احساس دیتی ہے؟' },
    hint: { en: 'Put them in order.', ur: 'انہیں ترتیب دیں۔' },
    required: true,
    unsure: true,
    config: {
      options: [
        option('lights', 'Lights', 'روشنیاں'),
        option('people', 'Other people about', 'آس پاس لوگ'),
        option('warden', 'A park keeper', 'پارک کا نگران'),
        option('sight', 'Seeing far ahead', 'دور تک نظر آنا'),
      ],
    },
  },
  {
    key: 'park-safe',
    kind: 'rate',
    title: {
      en: 'How safe do you feel in your nearest park after dark?',
      ur: 'اندھیرا ہونے کے بعد آپ قریب ترین پارک میں خود کو کتنا محفوظ سمجھتے ہیں؟',
    },
    required: true,
    unsure: true,
    config: {
      from: 0,
      to: 10,
      low: { en: 'not safe at all', ur: 'بالکل محفوظ نہیں' },
      high: { en: 'completely safe', ur: 'مکمل محفوظ' },
    },
  },
  {
    key: 'park-care',
    kind: 'matrix',
    title: { en: 'How well are these looked after?', ur: 'ان کی دیکھ بھال کیسی ہے؟' },
    required: true,
    unsure: true,
    config: {
      rows: [
        option('paths', 'Paths', 'راستے'),
        option('grass', 'Grass and beds', 'گھاس اور کیاریاں'),
        option('bins', 'Bins', 'کوڑے دان'),
      ],
      columns: [option('badly', 'Badly', 'بری'), option('fairly', 'Fairly', 'ٹھیک'), option('well', 'Well', 'اچھی')],
      scale: true,
    },
  },
  {
    key: 'park-views',
    kind: 'statements',
    title: { en: 'Do you agree?', ur: 'کیا آپ اتفاق کرتے ہیں؟' },
    config: {
      statements: [
        option(
          'dogs',
          'Dogs should be on a lead everywhere in a park.',
          'پارک میں ہر جگہ کتوں کو پٹے سے باندھنا چاہیے۔',
        ),
        option('night', 'A park should be open all night.', 'پارک ساری رات کھلا رہنا چاہیے۔'),
        option('wild', 'Part of every park should be left wild.', 'ہر پارک کا ایک حصہ قدرتی حالت میں چھوڑنا چاہیے۔'),
      ],
    },
  },
  {
    key: 'park-pairs',
    kind: 'paired',
    title: { en: 'Which matters more?', ur: 'کیا زیادہ اہم ہے؟' },
    unsure: true,
    config: {
      options: [option('quiet', 'Quiet', 'سکون'), option('play', 'Play', 'کھیل'), option('nature', 'Nature', 'فطرت')],
      pairs: 2,
    },
  },
  {
    key: 'park-ends',
    kind: 'best-worst',
    title: { en: 'What matters most and least?', ur: 'سب سے زیادہ اور سب سے کم اہم کیا ہے؟' },
    unsure: true,
    config: {
      options: [
        option('clean', 'Clean paths', 'صاف راستے'),
        option('shade', 'Shade', 'سایہ'),
        option('events', 'Events', 'تقریبات'),
        option('parking', 'Parking', 'گاڑی کھڑی کرنے کی جگہ'),
      ],
      sets: 1,
      size: 4,
    },
  },
  {
    key: 'park-points',
    kind: 'points',
    title: { en: 'Divide 100 points among these', ur: 'ان میں 100 پوائنٹ تقسیم کریں' },
    unsure: true,
    config: {
      options: [
        option('mend', 'Mending what there is', 'جو موجود ہے اس کی مرمت'),
        option('new', 'Building something new', 'کچھ نیا بنانا'),
        option('staff', 'People to look after it', 'دیکھ بھال کرنے والے لوگ'),
      ],
      total: 100,
    },
  },
  {
    key: 'park-money',
    kind: 'spend',
    title: {
      en: 'What would you spend £60,000 on?', // The sign would else stand after its figures.
      ur: 'آپ \u2068£60,000\u2069 کس پر خرچ کریں گے؟',
    },
    config: {
      options: [
        { ...option('lamps', 'Twenty lamps', 'بیس لیمپ'), cost: 30_000 },
        { ...option('swings', 'New swings', 'نئے جھولے'), cost: 25_000 },
        { ...option('pond', 'A pond', 'ایک تالاب'), cost: 40_000 },
      ],
      budget: 60_000,
    },
  },
  {
    key: 'park-place',
    kind: 'map',
    title: { en: 'Where would you put a new park?', ur: 'آپ نیا پارک کہاں بنائیں گے؟' },
    config: { level: 'forum' },
  },
  {
    key: 'last-visit',
    kind: 'date',
    section: { en: 'To finish', ur: 'آخر میں' },
    title: { en: 'When were you last in a park?', ur: 'آپ آخری بار پارک میں کب گئے تھے؟' },
    hint: { en: 'For example, 27 3 2026', ur: 'مثال کے طور پر، 27 3 2026' },
    unsure: true,
    config: { earliest: '1920-01-01', latest: 'today' },
  },
  {
    key: 'one-word',
    kind: 'text',
    title: {
      en: 'What is your park called by people who live there?',
      ur: 'وہاں رہنے والے آپ کے پارک کو کیا کہتے ہیں؟',
    },
    config: { long: false, limit: 80 },
  },
  {
    key: 'anything',
    kind: 'text',
    title: { en: 'Is there anything else you want to say?', ur: 'کیا آپ کچھ اور کہنا چاہتے ہیں؟' },
    hint: { en: 'Do not name other people.', ur: 'دوسرے لوگوں کے نام نہ لکھیں۔' },
    config: { long: true, limit: 1000 },
  },
]
