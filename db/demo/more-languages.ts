import type { ConsultationTexts, Translations } from '../../app/consultations/flagship.ts'

/** Gujarati, Panjabi and Polish of what residents read, by the English. No speaker has checked them. */
const known: Record<string, { gu: string; pa: string; pl: string }> = {
  'Safer roads and less speeding': {
    gu: 'સલામત રસ્તા અને ઓછી ઝડપ',
    pa: 'ਸੁਰੱਖਿਅਤ ਸੜਕਾਂ ਅਤੇ ਘੱਟ ਤੇਜ਼ ਰਫ਼ਤਾਰ',
    pl: 'Bezpieczniejsze drogi i wolniejsza jazda',
  },
  'Slower traffic, safer crossings, fewer crashes': {
    gu: 'ધીમો ટ્રાફિક, સલામત ક્રૉસિંગ, ઓછા અકસ્માત',
    pa: 'ਹੌਲੀ ਆਵਾਜਾਈ, ਸੁਰੱਖਿਅਤ ਲਾਂਘੇ, ਘੱਟ ਹਾਦਸੇ',
    pl: 'Wolniejszy ruch, bezpieczne przejścia, mniej wypadków',
  },
  'Less anti-social behaviour': {
    gu: 'અસામાજિક વર્તન ઓછું',
    pa: 'ਘੱਟ ਸਮਾਜ-ਵਿਰੋਧੀ ਵਿਹਾਰ',
    pl: 'Mniej uciążliwych zachowań',
  },
  'Noise, litter, being frightened': {
    gu: 'ઘોંઘાટ, કચરો, ડર લાગવો',
    pa: 'ਰੌਲਾ, ਕੂੜਾ, ਡਰ ਲੱਗਣਾ',
    pl: 'Hałas, śmieci, strach',
  },
  'Getting a GP, dentist or hospital appointment': {
    gu: 'GP, દાંતના ડૉક્ટર કે હૉસ્પિટલનો સમય મળવો',
    pa: 'GP, ਦੰਦਾਂ ਦੇ ਡਾਕਟਰ ਜਾਂ ਹਸਪਤਾਲ ਦਾ ਸਮਾਂ ਮਿਲਣਾ',
    pl: 'Wizyta u lekarza rodzinnego, dentysty lub w szpitalu',
  },
  'Soon enough, and near enough': {
    gu: 'વેળાસર અને નજીકમાં',
    pa: 'ਵੇਲੇ ਸਿਰ, ਅਤੇ ਨੇੜੇ',
    pl: 'Dość szybko i dość blisko',
  },
  'Mental health support for young people': {
    gu: 'યુવાનો માટે માનસિક સ્વાસ્થ્યમાં મદદ',
    pa: 'ਨੌਜਵਾਨਾਂ ਲਈ ਮਾਨਸਿਕ ਸਿਹਤ ਦੀ ਮਦਦ',
    pl: 'Pomoc psychologiczna dla młodych',
  },
  'Someone to talk to before things get worse': {
    gu: 'હાલત બગડે તે પહેલાં વાત કરવા કોઈ',
    pa: 'ਹਾਲਤ ਵਿਗੜਨ ਤੋਂ ਪਹਿਲਾਂ ਗੱਲ ਕਰਨ ਲਈ ਕੋਈ',
    pl: 'Ktoś do rozmowy, zanim będzie gorzej',
  },
  'Things to do and safe places for young people': {
    gu: 'યુવાનો માટે પ્રવૃત્તિઓ અને સલામત જગ્યાઓ',
    pa: 'ਨੌਜਵਾਨਾਂ ਲਈ ਸਰਗਰਮੀਆਂ ਅਤੇ ਸੁਰੱਖਿਅਤ ਥਾਵਾਂ',
    pl: 'Zajęcia i bezpieczne miejsca dla młodych',
  },
  'Clubs, sport, somewhere to meet': {
    gu: 'ક્લબ, રમત, મળવાની જગ્યા',
    pa: 'ਕਲੱਬ, ਖੇਡਾਂ, ਮਿਲਣ ਦੀ ਥਾਂ',
    pl: 'Kluby, sport, miejsce spotkań',
  },
  'Buses in the evening, at weekends and in villages': {
    gu: 'સાંજે, શનિ-રવિ અને ગામોમાં બસ',
    pa: 'ਸ਼ਾਮ ਨੂੰ, ਹਫ਼ਤੇ ਦੇ ਅੰਤ ਵਿੱਚ ਅਤੇ ਪਿੰਡਾਂ ਵਿੱਚ ਬੱਸਾਂ',
    pl: 'Autobusy wieczorem, w weekendy i na wsi',
  },
  'Getting to work, friends or hospital without a car': {
    gu: 'ગાડી વગર કામે, મિત્રો પાસે કે હૉસ્પિટલ જવું',
    pa: 'ਕਾਰ ਤੋਂ ਬਿਨਾਂ ਕੰਮ, ਦੋਸਤਾਂ ਜਾਂ ਹਸਪਤਾਲ ਜਾਣਾ',
    pl: 'Dojazd do pracy, znajomych lub szpitala bez samochodu',
  },
  'Homes local people can afford': {
    gu: 'સ્થાનિક લોકોને પોસાય તેવાં ઘર',
    pa: 'ਸਥਾਨਕ ਲੋਕਾਂ ਦੀ ਪਹੁੰਚ ਵਾਲੇ ਘਰ',
    pl: 'Mieszkania, na które stać miejscowych',
  },
  'To rent or to buy': { gu: 'ભાડે કે ખરીદવા', pa: 'ਕਿਰਾਏ ਉੱਤੇ ਜਾਂ ਖਰੀਦਣ ਲਈ', pl: 'Na wynajem lub na własność' },
  'Help to stay independent at home': {
    gu: 'ઘરે સ્વતંત્ર રહેવામાં મદદ',
    pa: 'ਘਰ ਵਿੱਚ ਆਪਣੇ ਸਿਰ ਰਹਿਣ ਲਈ ਮਦਦ',
    pl: 'Pomoc w samodzielnym życiu w domu',
  },
  'Care, adaptations, company': {
    gu: 'સંભાળ, ઘરમાં ફેરફાર, સાથ',
    pa: 'ਦੇਖਭਾਲ, ਘਰ ਵਿੱਚ ਤਬਦੀਲੀਆਂ, ਸਾਥ',
    pl: 'Opieka, przystosowanie domu, towarzystwo',
  },
  'Jobs, skills and apprenticeships': {
    gu: 'નોકરી, કૌશલ્ય અને તાલીમી નોકરી',
    pa: 'ਨੌਕਰੀਆਂ, ਹੁਨਰ ਅਤੇ ਸਿਖਲਾਈ',
    pl: 'Praca, umiejętności i praktyki zawodowe',
  },
  'Work that pays, and training for it': {
    gu: 'સારા પગારનું કામ અને તેની તાલીમ',
    pa: 'ਚੰਗੀ ਤਨਖਾਹ ਵਾਲਾ ਕੰਮ, ਅਤੇ ਉਸ ਦੀ ਸਿਖਲਾਈ',
    pl: 'Dobrze płatna praca i przygotowanie do niej',
  },
  'Clean streets, parks and nature': {
    gu: 'સ્વચ્છ શેરીઓ, બગીચા અને કુદરત',
    pa: 'ਸਾਫ਼ ਗਲੀਆਂ, ਪਾਰਕ ਅਤੇ ਕੁਦਰਤ',
    pl: 'Czyste ulice, parki i przyroda',
  },
  'Less litter, more trees, cared-for parks': {
    gu: 'ઓછો કચરો, વધુ ઝાડ, સંભાળેલા બગીચા',
    pa: 'ਘੱਟ ਕੂੜਾ, ਵੱਧ ਰੁੱਖ, ਸਾਂਭੇ ਪਾਰਕ',
    pl: 'Mniej śmieci, więcej drzew, zadbane parki',
  },
  'Protection from flooding and a changing climate': {
    gu: 'પૂર અને બદલાતી આબોહવાથી રક્ષણ',
    pa: 'ਹੜ੍ਹਾਂ ਅਤੇ ਬਦਲਦੇ ਜਲਵਾਯੂ ਤੋਂ ਬਚਾਅ',
    pl: 'Ochrona przed powodzią i zmianą klimatu',
  },
  'Flood defences, warm homes, being ready': {
    gu: 'પૂર સામે રક્ષણ, ગરમ ઘર, તૈયારી',
    pa: 'ਹੜ੍ਹਾਂ ਤੋਂ ਬੰਨ੍ਹ, ਨਿੱਘੇ ਘਰ, ਤਿਆਰੀ',
    pl: 'Zabezpieczenia przed powodzią, ciepłe domy, gotowość',
  },
  'One front door for council, health and police help': {
    gu: 'કાઉન્સિલ, સ્વાસ્થ્ય અને પોલીસની મદદ માટે એક જ દરવાજો',
    pa: 'ਕੌਂਸਲ, ਸਿਹਤ ਅਤੇ ਪੁਲਿਸ ਦੀ ਮਦਦ ਲਈ ਇੱਕੋ ਦਰਵਾਜ਼ਾ',
    pl: 'Jedne drzwi do pomocy samorządu, zdrowia i policji',
  },
  'Telling your story once, to one person': {
    gu: 'તમારી વાત એક જ વાર, એક જ વ્યક્તિને કહેવી',
    pa: 'ਆਪਣੀ ਗੱਲ ਇੱਕੋ ਵਾਰ, ਇੱਕੋ ਵਿਅਕਤੀ ਨੂੰ ਦੱਸਣੀ',
    pl: 'Opowiedzieć swoją sprawę raz, jednej osobie',
  },
  'Where do you live?': { gu: 'તમે ક્યાં રહો છો?', pa: 'ਤੁਸੀਂ ਕਿੱਥੇ ਰਹਿੰਦੇ ਹੋ?', pl: 'Gdzie mieszkasz?' },
  'This shows whether people in every part of the county have been heard. We do not ask for your address.': {
    gu: 'આનાથી ખબર પડે છે કે કાઉન્ટીના દરેક ભાગના લોકોને સાંભળ્યા છે કે નહીં. અમે તમારું સરનામું પૂછતા નથી.',
    pa: 'ਇਸ ਤੋਂ ਪਤਾ ਲੱਗਦਾ ਹੈ ਕਿ ਕਾਊਂਟੀ ਦੇ ਹਰ ਹਿੱਸੇ ਦੇ ਲੋਕਾਂ ਦੀ ਸੁਣੀ ਗਈ ਜਾਂ ਨਹੀਂ। ਅਸੀਂ ਤੁਹਾਡਾ ਪਤਾ ਨਹੀਂ ਪੁੱਛਦੇ।',
    pl: 'To pokazuje, czy wysłuchano ludzi w każdej części hrabstwa. Nie pytamy o adres.',
  },
  'Put them in order': { gu: 'તેમને ક્રમમાં મૂકો', pa: 'ਉਨ੍ਹਾਂ ਨੂੰ ਕ੍ਰਮ ਵਿੱਚ ਰੱਖੋ', pl: 'Ułóż je w kolejności' },
  'Give a place to each, or say that they matter the same.': {
    gu: 'દરેકને સ્થાન આપો, અથવા કહો કે બધાં સરખાં મહત્વનાં છે.',
    pa: 'ਹਰੇਕ ਨੂੰ ਥਾਂ ਦਿਓ, ਜਾਂ ਦੱਸੋ ਕਿ ਸਾਰੇ ਬਰਾਬਰ ਜ਼ਰੂਰੀ ਹਨ।',
    pl: 'Daj każdemu miejsce albo zaznacz, że są tak samo ważne.',
  },
  'What matters most where you live?': {
    gu: 'તમે જ્યાં રહો છો ત્યાં સૌથી મહત્વનું શું છે?',
    pa: 'ਜਿੱਥੇ ਤੁਸੀਂ ਰਹਿੰਦੇ ਹੋ ਉੱਥੇ ਸਭ ਤੋਂ ਜ਼ਰੂਰੀ ਕੀ ਹੈ?',
    pl: 'Co jest najważniejsze tam, gdzie mieszkasz?',
  },
  'Choose up to three things that should come first, and say why if you like.': {
    gu: 'સૌથી પહેલાં આવવી જોઈએ તેવી ત્રણ સુધી બાબતો પસંદ કરો, અને ગમે તો કારણ કહો.',
    pa: 'ਤਿੰਨ ਤੱਕ ਚੀਜ਼ਾਂ ਚੁਣੋ ਜੋ ਪਹਿਲਾਂ ਆਉਣੀਆਂ ਚਾਹੀਦੀਆਂ ਹਨ, ਅਤੇ ਚਾਹੋ ਤਾਂ ਕਾਰਨ ਦੱਸੋ।',
    pl: 'Wybierz do trzech spraw, które powinny być pierwsze, i jeśli chcesz, napisz dlaczego.',
  },
  'The Board will decide what the partners work on together first over the next three years.': {
    gu: 'આવતાં ત્રણ વર્ષમાં ભાગીદારો સાથે મળીને પહેલાં શેના પર કામ કરે તે બોર્ડ નક્કી કરશે.',
    pa: 'ਬੋਰਡ ਫ਼ੈਸਲਾ ਕਰੇਗਾ ਕਿ ਅਗਲੇ ਤਿੰਨ ਸਾਲਾਂ ਵਿੱਚ ਭਾਈਵਾਲ ਮਿਲ ਕੇ ਪਹਿਲਾਂ ਕਿਸ ਉੱਤੇ ਕੰਮ ਕਰਨ।',
    pl: 'Rada zdecyduje, nad czym partnerzy będą wspólnie pracować najpierw w ciągu najbliższych trzech lat.',
  },
  'Which of the twelve come first, and what is done about each.': {
    gu: 'બારમાંથી કઈ બાબતો પહેલાં આવે, અને દરેક વિશે શું કરાય.',
    pa: 'ਬਾਰਾਂ ਵਿੱਚੋਂ ਕਿਹੜੀਆਂ ਪਹਿਲਾਂ ਆਉਣ, ਅਤੇ ਹਰੇਕ ਬਾਰੇ ਕੀ ਕੀਤਾ ਜਾਵੇ।',
    pl: 'Które z dwunastu będą pierwsze i co zostanie zrobione w każdej sprawie.',
  },
  'What the law says each council, the NHS and the police must do, and the money that Parliament gives them.': {
    gu: 'કાયદા મુજબ દરેક કાઉન્સિલ, NHS અને પોલીસે જે કરવું જ પડે, અને સંસદ તેમને આપે છે તે પૈસા.',
    pa: 'ਜੋ ਕਾਨੂੰਨ ਮੁਤਾਬਕ ਹਰ ਕੌਂਸਲ, NHS ਅਤੇ ਪੁਲਿਸ ਨੇ ਕਰਨਾ ਹੀ ਹੈ, ਅਤੇ ਜੋ ਪੈਸਾ ਸੰਸਦ ਉਨ੍ਹਾਂ ਨੂੰ ਦਿੰਦੀ ਹੈ।',
    pl: 'Tego, co prawo nakazuje samorządom, NHS i policji, oraz pieniędzy, które daje im parlament.',
  },
  'Which matter most to you?': {
    gu: 'તમારે માટે સૌથી મહત્વનું શું છે?',
    pa: 'ਤੁਹਾਡੇ ਲਈ ਸਭ ਤੋਂ ਜ਼ਰੂਰੀ ਕਿਹੜੇ ਹਨ?',
    pl: 'Co jest dla Ciebie najważniejsze?',
  },
  'Choose up to three. You can put them in order next.': {
    gu: 'ત્રણ સુધી પસંદ કરો. પછી તમે તેમને ક્રમમાં મૂકી શકો છો.',
    pa: 'ਤਿੰਨ ਤੱਕ ਚੁਣੋ। ਅੱਗੇ ਤੁਸੀਂ ਉਨ੍ਹਾਂ ਨੂੰ ਕ੍ਰਮ ਵਿੱਚ ਰੱਖ ਸਕਦੇ ਹੋ।',
    pl: 'Wybierz do trzech. Potem możesz ułożyć je w kolejności.',
  },
  'Why did you choose these?': {
    gu: 'તમે આ શા માટે પસંદ કર્યાં?',
    pa: 'ਤੁਸੀਂ ਇਹ ਕਿਉਂ ਚੁਣੇ?',
    pl: 'Dlaczego właśnie te?',
  },
  'A few words about your own life help most. Do not name other people.': {
    gu: 'તમારા પોતાના જીવન વિશે થોડા શબ્દો સૌથી વધુ મદદ કરે છે. બીજા લોકોનાં નામ ન લખો.',
    pa: 'ਤੁਹਾਡੀ ਆਪਣੀ ਜ਼ਿੰਦਗੀ ਬਾਰੇ ਕੁਝ ਸ਼ਬਦ ਸਭ ਤੋਂ ਵੱਧ ਮਦਦ ਕਰਦੇ ਹਨ। ਹੋਰ ਲੋਕਾਂ ਦੇ ਨਾਂ ਨਾ ਲਿਖੋ।',
    pl: 'Najbardziej pomaga kilka słów o własnym życiu. Nie podawaj nazwisk innych osób.',
  },
  'What should we ask next?': {
    gu: 'હવે પછી અમારે શું પૂછવું જોઈએ?',
    pa: 'ਸਾਨੂੰ ਅੱਗੇ ਕੀ ਪੁੱਛਣਾ ਚਾਹੀਦਾ ਹੈ?',
    pl: 'O co zapytać następnym razem?',
  },
  'Choose up to three subjects for a closer look by a citizens’ jury.': {
    gu: 'નાગરિકોની જ્યુરી નજીકથી જુએ તે માટે ત્રણ સુધી વિષય પસંદ કરો.',
    pa: 'ਤਿੰਨ ਤੱਕ ਵਿਸ਼ੇ ਚੁਣੋ ਜਿਨ੍ਹਾਂ ਨੂੰ ਨਾਗਰਿਕਾਂ ਦੀ ਜਿਊਰੀ ਨੇੜਿਓਂ ਵੇਖੇ।',
    pl: 'Wybierz do trzech tematów, którym bliżej przyjrzy się panel obywatelski.',
  },
  'The Board will decide which subject the next citizens’ jury is asked about.': {
    gu: 'નાગરિકોની હવે પછીની જ્યુરીને કયા વિષય વિશે પૂછવું તે બોર્ડ નક્કી કરશે.',
    pa: 'ਬੋਰਡ ਫ਼ੈਸਲਾ ਕਰੇਗਾ ਕਿ ਨਾਗਰਿਕਾਂ ਦੀ ਅਗਲੀ ਜਿਊਰੀ ਤੋਂ ਕਿਸ ਵਿਸ਼ੇ ਬਾਰੇ ਪੁੱਛਿਆ ਜਾਵੇ।',
    pl: 'Rada zdecyduje, jaki temat dostanie następny panel obywatelski.',
  },
  'Which subject the jury hears about, and what it is asked.': {
    gu: 'જ્યુરી કયા વિષય વિશે સાંભળે, અને તેને શું પુછાય.',
    pa: 'ਜਿਊਰੀ ਕਿਸ ਵਿਸ਼ੇ ਬਾਰੇ ਸੁਣੇ, ਅਤੇ ਉਸ ਤੋਂ ਕੀ ਪੁੱਛਿਆ ਜਾਵੇ।',
    pl: 'O jakim temacie panel usłyszy i jakie dostanie pytanie.',
  },
  'That there will be a jury, and the date by which it reports: both have been promised already.': {
    gu: 'જ્યુરી બેસશે તે, અને તે ક્યાં સુધીમાં અહેવાલ આપશે તે: બંનેનું વચન અપાઈ ગયું છે.',
    pa: 'ਇਹ ਕਿ ਜਿਊਰੀ ਬੈਠੇਗੀ, ਅਤੇ ਉਹ ਤਾਰੀਖ ਜਦੋਂ ਤੱਕ ਉਹ ਰਿਪੋਰਟ ਦੇਵੇਗੀ: ਦੋਹਾਂ ਦਾ ਵਾਅਦਾ ਹੋ ਚੁੱਕਾ ਹੈ।',
    pl: 'Tego, że panel się odbędzie, i daty jego raportu: jedno i drugie jest już obiecane.',
  },
  'Which should people look at together?': {
    gu: 'લોકોએ સાથે મળીને શું જોવું જોઈએ?',
    pa: 'ਲੋਕਾਂ ਨੂੰ ਮਿਲ ਕੇ ਕੀ ਵੇਖਣਾ ਚਾਹੀਦਾ ਹੈ?',
    pl: 'Czemu ludzie powinni przyjrzeć się wspólnie?',
  },
  'What should a jury know about this?': {
    gu: 'જ્યુરીએ આ વિશે શું જાણવું જોઈએ?',
    pa: 'ਜਿਊਰੀ ਨੂੰ ਇਸ ਬਾਰੇ ਕੀ ਪਤਾ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ?',
    pl: 'Co panel powinien o tym wiedzieć?',
  },
}

/** A text with every language that it has here beside those it came with. */
export const inMoreLanguages = (text: Translations): Translations => ({ ...text, ...known[text.en] })

/** The same for everything a consultation says. */
export function textsInMoreLanguages(texts: ConsultationTexts): ConsultationTexts {
  const { questions, title, lead, decision, canChange, cannotChange } = texts
  const question = ({ title, hint }: ConsultationTexts['questions']['area']) => ({
    title: inMoreLanguages(title),
    hint: hint && inMoreLanguages(hint),
  })
  return {
    title: inMoreLanguages(title),
    lead: inMoreLanguages(lead),
    decision: inMoreLanguages(decision),
    canChange: inMoreLanguages(canChange),
    cannotChange: inMoreLanguages(cannotChange),
    questions: {
      area: question(questions.area),
      pick: question(questions.pick),
      order: question(questions.order),
      why: question(questions.why),
    },
  }
}
