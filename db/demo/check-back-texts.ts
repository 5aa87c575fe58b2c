/** What residents found wrong with a drafted wording, and what became of it: made up, by the priority's place in the list. */
export interface Reworded {
  /** Of those who judged it, how many in one found it not what they meant. */
  wrong: number
  reply: { outcome: 'changed' | 'kept'; suggested: string; wording: string; because: string }
  /** The new wording as an officer had it translated; Gujarati waits for its translator. */
  inLanguages?: Record<'ur' | 'pa' | 'pl', string>
}

export const reworded: Record<number, Reworded> = {
  1: {
    wrong: 0.18,
    reply: {
      outcome: 'kept',
      suggested: 'Some asked for litter and noise to be named one by one.',
      wording: '',
      because:
        'the question named noise, litter and being frightened beside these words, and people answered all three together. The note to the Board names each.',
    },
  },
  8: {
    wrong: 0.28,
    reply: {
      outcome: 'changed',
      suggested: 'Many wrote that they meant jobs they can reach, not jobs anywhere in the county.',
      wording: 'Jobs, skills and apprenticeships that people can get to',
      because: 'what people wrote when they answered spoke of the journey as often as of the job.',
    },
    inLanguages: {
      ur: 'نوکریاں، ہنر اور کام کی تربیت جہاں لوگ پہنچ سکیں',
      pa: 'ਨੌਕਰੀਆਂ, ਹੁਨਰ ਅਤੇ ਕੰਮ ਦੀ ਸਿਖਲਾਈ ਜਿੱਥੇ ਲੋਕ ਪਹੁੰਚ ਸਕਣ',
      pl: 'Praca, umiejętności i praktyki, do których da się dojechać',
    },
  },
  11: {
    wrong: 0.42,
    reply: {
      outcome: 'changed',
      suggested: 'People did not know what a front door is here. They meant telling their story once.',
      wording: 'Tell your story once for council, health and police help',
      because: 'these are the words that people used, and “front door” is ours.',
    },
    inLanguages: {
      ur: 'کونسل، صحت اور پولیس کی مدد کے لیے اپنی بات ایک ہی بار بتائیں',
      pa: 'ਕੌਂਸਲ, ਸਿਹਤ ਅਤੇ ਪੁਲਿਸ ਦੀ ਮਦਦ ਲਈ ਆਪਣੀ ਗੱਲ ਇੱਕੋ ਵਾਰ ਦੱਸੋ',
      pl: 'Jedna rozmowa wystarczy, by dostać pomoc gminy, służby zdrowia i policji',
    },
  },
}

export const suggestedWords: Record<number, readonly string[]> = {
  1: ['Say litter and noise, they are not the same', 'It sounds as if only young people are meant'],
  8: ['Jobs you can get to by bus', 'There are jobs, just not near here', 'Say near where we live'],
  11: ['What is a front door?', 'I meant not having to explain again and again', 'Say one person to talk to'],
}
