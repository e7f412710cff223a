/**
 * Words and phrases that this project does not use, and what it says instead. `npm run lint` looks for them in Markdown, and in the
 * strings and comments of the library.
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const phrases = [
  [/\b(takes|gives?|is|as|be) a text\b/i, "string"],
  [/\b(brought|bring your own|brings? (a|an|your|what))\b/i, "existing resource, use an existing …"],
  [/\bunique in the world\b/i, "globally unique"],
  [/\bwho(so)?ever\b/i, "the user, the deployer, anyone who"],
  [
    /\bdecide[sd]? otherwise\b|\bsays? otherwise\b|\bsaid otherwise\b|\btold otherwise\b/i,
    "unless … sets another value",
  ],
  [/\bwithout a word\b/i, "by default, silently"],
  [/\bputs? out\b/i, "output"],
  [/\bis none of\b/i, "is not one of"],
  [/\bthat there is (not|none)\b|\bwhat is (not )?there\b/i, "missing, existing"],
  [/\bgives? way\b/i, "is adjusted"],
  [
    /\btak(e|es|ing|en) (it|them|things|something|everything) away\b|\btakes? away\b|\btaking away\b/i,
    "delete, destroy, remove",
  ],
  [/\bwork(s|ed|ing)? (it|them|that|these) off\b|\bworks off\b/i, "process"],
  [/\blooks? after\b/i, "manage"],
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\bbeforehand\b|\bhereby\b|\bthereby\b|\btherein\b/i, "first, before, in it"],
  [/\bin the words of\b|\bin (azure|terraform)'s (own )?words\b/i, "as … calls it"],
  [/\bof one's own\b/i, "of your own"],
  [/\bis told\b|\bare told\b|\btold are\b/i, "is notified, receives"],
  [/\bmade anew\b|\banew\b/i, "again, created again"],
  [/\bfor ever\b/i, "forever, on every plan"],
  [/\bkeeps? (it|them) apart\b|\bstand(s|ing)? in for\b/i, "separates, replaces"],
  [/\bis let in\b|\blets? in\b|\blet in\b/i, "is allowed, allows inbound traffic from"],
  [/\b(short|other|three|two) spellings?\b/i, "alias"],
  [/\ba word on\b|\bnothing is said\b|\bis said of\b/i, "is set"],
];

/**
 * The phrases that a text has, each with what to write instead.
 *
 * @param {string} text
 */
export function phrasesIn(text) {
  return phrases.flatMap(([phrase, instead]) => {
    const match = phrase.exec(text);
    return match === null ? [] : [{ found: match[0], index: match.index, instead }];
  });
}
