// Which particle follows a word is a matter of its final sound:
// https://korean.go.kr/front/onlineQna/onlineQnaView.do?mn_id=216&qna_seq=27424 (names in Latin letters and
// digits by how they are read).

/** How a final sound ends: in a vowel, in ㄹ (which (으)로 treats as a vowel), or in another consonant. */
type Final = 'vowel' | 'rieul' | 'consonant';

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const finals = 28;
const rieul = 8;

/** Letters that are read by their names end so: 엘 and 알 in ㄹ, 엠 and 엔 in another consonant. */
const letters: Readonly<Record<string, Final>> = {
  l: 'rieul',
  r: 'rieul',
  m: 'consonant',
  n: 'consonant',
};

/** 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구. */
const digits: readonly Final[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
];

/** Endings of English words whose sound Korean keeps: `web` is 웹, where `pod` is 포드 and `cart` 카트. */
const endings: readonly (readonly [RegExp, Final])[] = [
  [/(?:ng|[mn]|[aeiou][bckpt])$/, 'consonant'],
  [/(?:l|[^aeiou]le)$/, 'rieul'],
];

/** Words that stand at the end of many names, and how they are read. */
const read: Readonly<Record<string, Final>> = {
  api: 'vowel',
  com: 'consonant',
};

/**
 * The particle that a word asks for, out of a pair such as `을/를`: its first behind a consonant, its second
 * behind a vowel. What nobody can read takes the second.
 */
export function particle(word: string | number, pair: string): string {
  const [behindConsonant = '', behindVowel = ''] = pair.split('/');
  const final = finalOf(String(word));
  if (final === 'rieul') return pair === '으로/로' ? behindVowel : behindConsonant;
  return final === 'consonant' ? behindConsonant : behindVowel;
}

function finalOf(word: string): Final {
  // Brackets and quotes behind a name are not read: "prod-eu-1(europe-west1)" ends in its name.
  const bare = word.replace(/\([^()]*\)$/, '').replace(/[^\p{L}\p{N}]+$/u, '');
  const last = bare.at(-1)?.toLowerCase() ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= firstSyllable && code <= lastSyllable) {
    const final = (code - firstSyllable) % finals;
    if (final === 0) return 'vowel';
    return final === rieul ? 'rieul' : 'consonant';
  }
  if (/\d/.test(last)) return digits[Number(last)] ?? 'vowel';
  return latinFinal(/[a-z]+$/i.exec(bare)?.[0].toLowerCase() ?? '');
}

function latinFinal(word: string): Final {
  const known = Object.hasOwn(read, word) ? read[word] : undefined;
  if (known !== undefined) return known;
  // A single letter, or one without a vowel beside it, is read by its name.
  if (word.length === 1 || !/[aeiouy]/.test(word)) return letters[word.at(-1) ?? ''] ?? 'vowel';
  return endings.find(([ending]) => ending.test(word))?.[1] ?? 'vowel';
}
