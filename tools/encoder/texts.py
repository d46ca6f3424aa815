"""What is trained on: the pages of texts/, and public sets where they are given; typing errors; draws of both kinds."""
import json
import random
from pathlib import Path

# Pages too near to certificates and lost keys, or kept for measuring: never trained on.
HELD = (
    "lost keys",
    "land registry",
    "password manager",
    "single sign",
    "warranty claims for a phone",
    "encryption",
    "signing",
    "lost and stolen",
)
# How often each public set is drawn from, beside 4 for our own pages.
SHARES = {
    "hwu64": 1,
    "snips": 0.1,
    "dstc11_development": 0.2,
    "nlupp_hotels": 0.2,
    "dstc9_faq": 0.6,
    "covid_pair": 0.1,
    "wn_gloss": 0.7,
    "wn_ex": 0.2,
}
OWN_SHARE = 4
NEAR = {
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "adwx",
    "d": "sfec",
    "f": "dgrv",
    "g": "fhtb",
    "h": "gjyn",
    "j": "hkum",
    "k": "jlim",
    "l": "kop",
    "z": "axs",
    "x": "zcsd",
    "c": "xvdf",
    "v": "cbfg",
    "b": "vngh",
    "n": "bmhj",
    "m": "njk",
}


def read_pages(folder: Path) -> tuple[list, list]:
    """Pages to train on and pages held back; a page is its entries, an entry its phrasings."""
    pages: dict[tuple[str, str], list[list[str]]] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text().splitlines():
            entry = json.loads(line)
            pages.setdefault((file.name, entry["domain"]), []).append(list(dict.fromkeys(entry["texts"])))
    is_held = lambda name: any(part in name.lower() for part in HELD)
    return (
        [page for (_, name), page in pages.items() if not is_held(name)],
        [page for (_, name), page in pages.items() if is_held(name)],
    )


def read_public(file: Path | None) -> dict[str, list[list[str]]]:
    """Lines `set TAB group TAB text`: texts of one group mean the same."""
    sets: dict[str, dict[str, list[str]]] = {}
    for line in file.read_text().splitlines() if file else []:
        name, group, text = line.split("\t")
        if name in SHARES:
            sets.setdefault(name, {}).setdefault(group, []).append(text)
    return {name: [group for group in groups.values() if len(group) > 1] for name, groups in sets.items()}


def mistyped(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    at, kind = random.randrange(1, len(word) - 1), random.random()
    if kind < 0.33 and word[at].lower() in NEAR:
        return word[:at] + random.choice(NEAR[word[at].lower()]) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if kind < 0.66 else word[:at] + word[at + 1 :]


def altered(text: str) -> str:
    """The text as somebody in a hurry types it, more or less."""
    if random.random() < 0.3:
        text = text.lower()
    if random.random() < 0.3:
        text = text.rstrip("?.!")
    parts = text.split(" ")
    if random.random() < 0.25:
        parts = [mistyped(word) if random.random() < 0.15 else word for word in parts]
    if random.random() < 0.4 and len(parts) > 3:
        parts = [word for word in parts if random.random() > 0.12] or parts
    return " ".join(parts)


def pairs_of_alikes(pages, public, groups: int = 64) -> tuple[list[str], list[int]]:
    """Texts and their groups for a contrastive step."""
    names = ["own", *public]
    name = random.choices(names, [OWN_SHARE if one == "own" else SHARES[one] for one in names])[0]
    if name == "own":
        some = [entry for page in random.sample(pages, random.choice([2, 3, 6])) for entry in page]
        most = 5
    else:
        some, most = list(public[name]), 6
    random.shuffle(some)
    some = some[:groups]
    each = max(2, min(most, 2 * groups // max(1, len(some))))
    drawn = [(text, index) for index, entry in enumerate(some) for text in random.sample(entry, min(each, len(entry)))]
    return [text for text, _ in drawn], [index for _, index in drawn]


def episode(pages, public):
    """A small knowledge base and questions for it: support, its entries, queries, their entries (-1: none), count."""
    sets = [name for name in ("hwu64", "nlupp_hotels") if name in public]
    if random.random() < 0.75 or not sets:
        count = random.choice([1, 1, 2, 3])
        drawn = random.sample(range(len(pages)), count)
        entries = [entry for index in drawn for entry in pages[index]]
        random.shuffle(entries)
        hidden = max(1, len(entries) // 6)
        shots, asked = {1: (8, 4), 2: (5, 2), 3: (3, 2)}[count]
        others = [index for index in random.sample(range(len(pages)), 8) if index not in drawn]
    else:
        entries = public[random.choice(sets)]
        entries = random.sample(entries, min(len(entries), 30))
        hidden, shots, asked, others = 4, 4, 2, random.sample(range(len(pages)), 6)
    away, entries = entries[:hidden], entries[hidden:]
    support, of, queries, wanted = [], [], [], []
    for index, entry in enumerate(entries):
        texts = random.sample(entry, min(len(entry), shots + asked))
        kept = max(1, min(shots, len(texts) - 1) - random.choice([0, 0, 1, 2]))
        last = texts[-min(asked, len(texts) - kept) :]
        support, of = support + texts[:kept], of + [index] * kept
        queries, wanted = queries + last, wanted + [index] * len(last)
    strange = [text for entry in away for text in random.sample(entry, min(len(entry), 4))]
    strange += [random.choice(random.choice(pages[index])) for index in others]
    return support, of, queries + strange, wanted + [-1] * len(strange), len(entries)
