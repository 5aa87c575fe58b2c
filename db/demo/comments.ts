/** What residents of the demonstration wrote, by the option they put first. Invented; nobody real said any of it. */
export const comments: Record<string, readonly string[]> = {
  P01: [
    'Cars come through our village far too fast, even past the school.',
    'I will not let my children cycle until the main road is slower.',
    'There is no safe place to cross near the shops.',
    'Lorries use our lane as a short cut at night.',
    'The speed sign helped for a month. Then everybody forgot it.',
  ],
  P02: [
    'I do not walk through the park after dark any more.',
    'Motorbikes on the footpath make every summer evening noisy.',
    'The bus shelter has been broken three times this year.',
    'A few people frighten everybody else in the precinct.',
    'When we ring, nobody comes until it is over.',
  ],
  P03: [
    'I rang at eight o’clock every day for a week and got nothing.',
    'Our nearest dentist who takes new patients is twenty miles away.',
    'My hospital appointment was moved four times.',
    'I can see a doctor quickly only if I say it is urgent, and it is not.',
    'For people who work shifts there is never a time that fits.',
    'My mother cannot use the online form, so she goes without.',
  ],
  P04: [
    'My daughter waited eleven months to talk to somebody.',
    'Schools do what they can, but teachers are not nurses.',
    'Help comes when things are already very bad.',
    'Young people need someone who stays, not a new face each time.',
    'There should be a place to walk in without an appointment.',
  ],
  P05: [
    'The youth club closed and nothing has taken its place.',
    'Sport costs too much for a family with three children.',
    'Teenagers have nowhere warm to meet, so they meet in the street.',
    'A skate park would keep half my class busy.',
    'Even the library closes before school is out.',
  ],
  P06: [
    'The last bus goes at twenty to six. I finish work at six.',
    'On Sundays our village might as well be an island.',
    'Without a car you cannot visit anybody in hospital in the evening.',
    'My grandson cannot take the course he wants, because there is no bus back.',
    'I gave up my licence and found that I had given up my friends.',
  ],
  P07: [
    'I am thirty-one and still live with my parents.',
    'Rents here have gone up twice as fast as my pay.',
    'The new houses are not for people who grew up here.',
    'We were told the waiting list is six years.',
    'My employer cannot find staff, because nobody can afford to live near.',
  ],
  P08: [
    'A rail by the stairs took nine months to be fitted.',
    'I look after my husband and have not had a day off this year.',
    'A little help each morning would keep me out of a home.',
    'Carers are kind, but they never have time to talk.',
    'My neighbour sees nobody from one week to the next.',
  ],
  P09: [
    'There are apprenticeships in the city, but no way to get there.',
    'I trained for a job that has gone and do not know what comes next.',
    'Nobody at school told us about trades.',
    'Small firms would take somebody on if the forms were simpler.',
    'I want work that fits around my children.',
  ],
  P10: [
    'The stream is full of rubbish again two weeks after we cleaned it.',
    'Bins in the park overflow every weekend.',
    'We planted trees with the school and nobody waters them.',
    'Dog mess on the way to nursery, every day.',
    'I would like one place where it is quiet and green.',
  ],
  P11: [
    'Our street has flooded three times since I moved in.',
    'Nobody knows who clears the drains.',
    'My house is too hot in summer and I cannot afford to change it.',
    'Tell us before it floods, not after.',
    'New estates send their water down to us.',
  ],
  P12: [
    'I told the same story to five people in five offices.',
    'Each office says that another one is responsible.',
    'I do not know whom to ring, so I ring nobody.',
    'Letters come from three councils and I cannot tell them apart.',
    'It would help if somebody who speaks my language answered.',
  ],
}

/** The same few sentences with small changes: what a campaign’s ready-made text looks like (rule L-8). */
export const campaignComments: readonly string[] = [
  'Please keep the evening bus through Syston and Thurmaston. Many of us depend on it.',
  'Please keep the evening bus through Syston and Thurmaston. Many of us depend on it!',
  'Please keep our evening bus through Syston and Thurmaston. Many of us depend on it.',
  'Keep the evening bus through Syston and Thurmaston please. Many of us depend on it to get home.',
]
