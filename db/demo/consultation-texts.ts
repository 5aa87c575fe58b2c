import type { ConsultationTexts, Translations } from '../../app/consultations/flagship.ts'

/** What residents read in the demonstration's consultations. The Urdu has not been checked by a speaker. */

/** One line of example under each option, by the priority's key. */
export const optionExamples: Record<string, Translations> = {
  P01: { en: 'Slower traffic, safer crossings, fewer crashes', ur: 'آہستہ ٹریفک، محفوظ کراسنگ، کم حادثے' },
  P02: { en: 'Noise, litter, being frightened', ur: 'شور، کوڑا کرکٹ، ڈرایا جانا' },
  P03: { en: 'Soon enough, and near enough', ur: 'جلد اور گھر کے قریب' },
  P04: { en: 'Someone to talk to before things get worse', ur: 'حالات بگڑنے سے پہلے کوئی بات سننے والا' },
  P05: { en: 'Clubs, sport, somewhere to meet', ur: 'کلب، کھیل، ملنے کی جگہ' },
  P06: { en: 'Getting to work, friends or hospital without a car', ur: 'گاڑی کے بغیر کام، دوستوں یا ہسپتال تک پہنچنا' },
  P07: { en: 'To rent or to buy', ur: 'کرائے پر یا خریدنے کے لیے' },
  P08: { en: 'Care, adaptations, company', ur: 'دیکھ بھال، گھر میں ضروری تبدیلیاں، کسی کا ساتھ' },
  P09: { en: 'Work that pays, and training for it', ur: 'مناسب تنخواہ والا کام اور اس کی تربیت' },
  P10: { en: 'Less litter, more trees, cared-for parks', ur: 'کم کوڑا، زیادہ درخت، صاف ستھرے پارک' },
  P11: { en: 'Flood defences, warm homes, being ready', ur: 'سیلاب سے بچاؤ، گرم گھر، پہلے سے تیاری' },
  P12: { en: 'Telling your story once, to one person', ur: 'اپنی بات ایک ہی بار، ایک ہی شخص کو بتانا' },
}

const area = {
  title: { en: 'Where do you live?', ur: 'آپ کہاں رہتے ہیں؟' },
  hint: {
    en: 'This shows whether people in every part of the county have been heard. We do not ask for your address.',
    ur: 'اس سے پتا چلتا ہے کہ کاؤنٹی کے ہر حصے کے لوگوں کی بات سنی گئی یا نہیں۔ ہم آپ کا پتہ نہیں پوچھتے۔',
  },
}

const order = {
  title: { en: 'Put them in order', ur: 'انہیں ترتیب دیں' },
  hint: {
    en: 'Give a place to each, or say that they matter the same.',
    ur: 'ہر ایک کو ایک درجہ دیں، یا بتائیں کہ سب کی اہمیت برابر ہے۔',
  },
}

export const whatMattersTexts: ConsultationTexts = {
  title: { en: 'What matters most where you live?', ur: 'آپ کے علاقے میں سب سے اہم کیا ہے؟' },
  lead: {
    en: 'Choose up to three things that should come first, and say why if you like.',
    ur: 'زیادہ سے زیادہ تین چیزیں چنیں جنہیں سب سے پہلے ہونا چاہیے، اور چاہیں تو وجہ بھی بتائیں۔',
  },
  decision: {
    en: 'The Board will decide what the partners work on together first over the next three years.',
    ur: 'بورڈ فیصلہ کرے گا کہ شراکت دار ادارے اگلے تین برسوں میں مل کر سب سے پہلے کس چیز پر کام کریں گے۔',
  },
  canChange: {
    en: 'Which of the twelve come first, and what is done about each.',
    ur: 'ان بارہ میں سے کون سی چیز پہلے آئے، اور ہر ایک کے بارے میں کیا کیا جائے۔',
  },
  cannotChange: {
    en: 'What the law says each council, the NHS and the police must do, and the money that Parliament gives them.',
    ur: 'وہ کام جو قانون کے مطابق ہر کونسل، این ایچ ایس اور پولیس پر لازم ہیں، اور وہ رقم جو پارلیمنٹ انہیں دیتی ہے۔',
  },
  questions: {
    area,
    pick: {
      title: { en: 'Which matter most to you?', ur: 'آپ کے لیے سب سے اہم کیا ہے؟' },
      hint: {
        en: 'Choose up to three. You can put them in order next.',
        ur: 'زیادہ سے زیادہ تین چنیں۔ اگلے صفحے پر آپ انہیں ترتیب دے سکتے ہیں۔',
      },
    },
    order,
    why: {
      title: { en: 'Why did you choose these?', ur: 'آپ نے یہ کیوں چنے؟' },
      hint: {
        en: 'A few words about your own life help most. Do not name other people.',
        ur: 'اپنی زندگی کے بارے میں چند الفاظ سب سے زیادہ مدد کرتے ہیں۔ دوسرے لوگوں کے نام نہ لکھیں۔',
      },
    },
  },
}

/** The small consultation that is open, so that a visitor of the demonstration can answer. */
export const whatNextTexts: ConsultationTexts = {
  title: { en: 'What should we ask next?', ur: 'ہمیں اگلی بار کیا پوچھنا چاہیے؟' },
  lead: {
    en: 'Choose up to three subjects for a closer look by a citizens’ jury.',
    ur: 'زیادہ سے زیادہ تین موضوع چنیں جن پر شہریوں کی جیوری تفصیل سے غور کرے۔',
  },
  decision: {
    en: 'The Board will decide which subject the next citizens’ jury is asked about.',
    ur: 'بورڈ فیصلہ کرے گا کہ شہریوں کی اگلی جیوری سے کس موضوع کے بارے میں پوچھا جائے۔',
  },
  canChange: {
    en: 'Which subject the jury hears about, and what it is asked.',
    ur: 'جیوری کس موضوع کے بارے میں سنے گی، اور اس سے کیا پوچھا جائے گا۔',
  },
  cannotChange: {
    en: 'That there will be a jury, and the date by which it reports: both have been promised already.',
    ur: 'یہ کہ جیوری بنے گی، اور وہ تاریخ جب تک وہ اپنی رپورٹ دے گی: ان دونوں کا وعدہ پہلے ہی ہو چکا ہے۔',
  },
  questions: {
    area,
    pick: {
      title: { en: 'Which should people look at together?', ur: 'لوگوں کو مل کر کس موضوع پر غور کرنا چاہیے؟' },
      hint: {
        en: 'Choose up to three. You can put them in order next.',
        ur: 'زیادہ سے زیادہ تین چنیں۔ اگلے صفحے پر آپ انہیں ترتیب دے سکتے ہیں۔',
      },
    },
    order,
    why: {
      title: { en: 'What should a jury know about this?', ur: 'جیوری کو اس بارے میں کیا معلوم ہونا چاہیے؟' },
      hint: {
        en: 'A few words about your own life help most. Do not name other people.',
        ur: 'اپنی زندگی کے بارے میں چند الفاظ سب سے زیادہ مدد کرتے ہیں۔ دوسرے لوگوں کے نام نہ لکھیں۔',
      },
    },
  },
}
