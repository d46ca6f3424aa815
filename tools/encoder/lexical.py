"""What the matcher adds beside meaning, as training sees it: letters (3 to 5 in a row), pairs of stems; tf-idf."""
import math
import re
from collections import Counter

import numpy as np
import scipy.sparse as sparse

SHORT = [
    ("[\u2019`\u00b4]", "'"),
    (r"\bcan't\b|\bcannot\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"\bi'm\b", "i am"),
    ("'re\\b", " are"),
    ("'ll\\b", " will"),
    ("'ve\\b", " have"),
    ("'d\\b", " would"),
    ("'s\\b", " is"),
    ("'", ""),
]
SHORT = [(re.compile(pattern), value) for pattern, value in SHORT]
WORD = re.compile(r"[^\W_]+")
PAIRS_SHARE = 0.4
UNKNOWN_SHARE = 0.3


def words(text: str) -> list[str]:
    text = text.lower()
    for pattern, value in SHORT:
        text = pattern.sub(value, text)
    return [word for word in WORD.findall(text) if len(word) <= 40][:60]


def stem(word: str) -> str:
    if len(word) < 4:
        return word
    root = word
    if root.endswith("ies") and len(root) > 4:
        root = root[:-3] + "y"
    elif re.search("(ss|us|is)$", root):
        pass
    elif re.search("(sh|ch|x)es$", root):
        root = root[:-2]
    elif root.endswith("s"):
        root = root[:-1]
    ending = re.match(r"^(.*[aeiouy].*?)(ing|ed)$", root)
    if ending and len(ending.group(1)) > 2:
        root = ending.group(1)
        if re.search(r"([bdfgkmnprt])\1$", root):
            root = root[:-1]
    return root[:-1] if root.endswith("e") and len(root) > 4 else root


def letters(text: list[str]) -> list[str]:
    marked = [f"<{word}>" for word in text]
    return [word[at : at + n] for word in marked for n in (3, 4, 5) for at in range(len(word) - n + 1)]


def pairs(text: list[str]) -> list[str]:
    stems = [stem(word) for word in text]
    return [f"{one} {next_}" for one, next_ in zip(stems, stems[1:])]


def alike(features, support, queries):
    """Cosines: support x support, queries x support. What no support has makes a query less like all of them."""
    counted = [Counter(features(text)) for text in support]
    spread = Counter(feature for counts in counted for feature in counts)
    place = {feature: index for index, feature in enumerate(spread)}
    rare = math.log(len(support) + 1) + 1

    def matrix(texts):
        rows, columns, values = [], [], []
        for row, counts in enumerate(texts):
            found, length = [], 0.0
            for feature, count in counts.items():
                if feature not in place:
                    length += rare * rare * UNKNOWN_SHARE * count
                    continue
                weight = (1 + math.log(count)) * (math.log((len(support) + 1) / (spread[feature] + 1)) + 1)
                found.append((place[feature], weight))
                length += weight * weight
            length = math.sqrt(length) or 1
            rows += [row] * len(found)
            columns += [column for column, _ in found]
            values += [weight / length for _, weight in found]
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), max(1, len(place))))

    own, others = matrix(counted), matrix([Counter(features(text)) for text in queries])
    return (own @ own.T).toarray(), (others @ own.T).toarray()


def lexical(support: list[str], queries: list[str]) -> tuple[np.ndarray, np.ndarray]:
    support, queries = [words(text) for text in support], [words(text) for text in queries]
    by_letters, by_pairs = alike(letters, support, queries), alike(pairs, support, queries)
    return by_letters[0] + PAIRS_SHARE * by_pairs[0], by_letters[1] + PAIRS_SHARE * by_pairs[1]
