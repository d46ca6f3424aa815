"""Texts to sub-word pieces, as src/matching/encoder/pieces.ts does it: the likeliest split (Viterbi)."""
import json
import unicodedata
from pathlib import Path

UNKNOWN = 0
SPECIAL = 6  # the vocabulary's first entries stand for no text
NEVER = -1e18


class Pieces:
    def __init__(self, start: Path):
        """start: the folder of the start model, with vocab.json."""
        self.vocabulary = [
            (piece, float(score or 0)) for piece, score in json.loads((start / "vocab.json").read_text())
        ]
        known = list(enumerate(self.vocabulary))[SPECIAL:]
        # Of two equal pieces the first counts.
        self.ids = {piece: (index, score) for index, (piece, score) in reversed(known)}
        self.longest = max(map(len, self.ids))

    def split(self, text: str, most: int = 64) -> list[int]:
        """The pieces' numbers; unknown signs that follow one another are one."""
        signs = "\u2581" + unicodedata.normalize("NFKC", text).replace(" ", "\u2581")
        best = [0.0] + [NEVER] * len(signs)
        before: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(signs) + 1)
        for start in range(len(signs)):
            found = False
            for length in range(1, min(self.longest, len(signs) - start) + 1):
                piece = self.ids.get(signs[start : start + length])
                if piece is None:
                    continue
                found = True
                self._keep(best, before, start, start + length, best[start] + piece[1], piece[0])
            if not found:
                self._keep(best, before, start, start + 1, best[start], UNKNOWN)
        ids: list[int] = []
        end = len(signs)
        while end > 0:
            end, piece_id = before[end]
            if not (piece_id == UNKNOWN and ids and ids[-1] == UNKNOWN):
                ids.append(piece_id)
        return ids[::-1][:most] or [UNKNOWN]

    @staticmethod
    def _keep(best, before, start, end, score, piece_id):
        if score >= best[end]:
            best[end], before[end] = score, (start, piece_id)
