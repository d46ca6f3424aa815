"""Trains the encoder further: python3 train.py START OUT.pt. README.md tells the rest."""
import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from lexical import lexical
from network import Network
from pieces import Pieces
from texts import altered, episode, pairs_of_alikes, read_pages, read_public

# The matcher's own: how much meaning weighs beside letters (1) and pairs (0.4), the kernel's sharpness, the ridge.
MEANING, WORDS, SHARPNESS, RIDGE = 4, 1.4, 3, 0.1
TEMPERATURE = 0.07


def read_command():
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("start", type=Path, help="folder of the start model (model.json, its shards, vocab.json)")
    command.add_argument("out", type=Path)
    command.add_argument("--public", type=Path, help="public sets as lines: set TAB group TAB text")
    command.add_argument("--pages", type=Path, default=Path(__file__).parent / "texts")
    command.add_argument("--warm", type=int, default=400, help="contrastive steps before the first episode")
    command.add_argument("--steps", type=int, default=1100, help="steps after that, of which --episodes are episodes")
    command.add_argument("--episodes", type=float, default=0.6)
    command.add_argument("--rate", type=float, default=1.5e-4)
    command.add_argument("--drop", type=float, default=0.1)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return command.parse_args()


class Trainer:
    def __init__(self, options):
        self.options, self.pieces = options, Pieces(options.start)
        self.network = Network(options.start).to(options.device)
        self.pages, self.held = read_pages(options.pages)
        self.public = read_public(options.public)
        # A score becomes a probability: learned along, thrown away afterwards.
        self.scale, self.bias = (
            torch.nn.Parameter(torch.tensor(value, device=options.device)) for value in (15.0, 0.4)
        )
        own = [
            {"params": list(self.network.parameters()), "lr": options.rate},
            {"params": [self.scale, self.bias], "lr": 0.02},
        ]
        self.optimiser = torch.optim.AdamW(own, weight_decay=0.0)

    def embed(self, texts: list[str], drop: float = 0.0):
        split = [self.pieces.split(text, 40) for text in texts]
        ids = torch.zeros(len(split), max(map(len, split)), dtype=torch.long)
        mask = torch.zeros_like(ids, dtype=torch.bool)
        for row, numbers in enumerate(split):
            ids[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = True
        return self.network(ids.to(self.options.device), mask.to(self.options.device), drop)

    def contrastive(self):
        """Texts of one group are to be nearer to each other than to those of other groups."""
        texts, groups = pairs_of_alikes(self.pages, self.public)
        embedded = self.embed([altered(text) for text in texts], self.options.drop)
        groups, itself = torch.tensor(groups, device=embedded.device), torch.eye(
            len(texts), dtype=torch.bool, device=embedded.device
        )
        logits = (embedded @ embedded.T / TEMPERATURE).masked_fill(itself, -1e9)
        alike = (groups[:, None] == groups[None, :]) & ~itself
        return (-((logits - logits.logsumexp(1, keepdim=True)) * alike).sum(1) / alike.sum(1).clamp(min=1)).mean()

    def scores(self, support, of, queries, count: int, drop: float = 0.0):
        """What the matcher would say: its regression over the mixed kernel, the gradient through its solution."""
        embedded = self.embed(support + queries, drop)
        own, others = embedded[: len(support)], embedded[len(support) :]
        words = [torch.tensor(part, dtype=torch.float32, device=embedded.device) for part in lexical(support, queries)]
        kernel = lambda by_words, one: torch.exp(
            SHARPNESS * ((by_words + MEANING * one @ own.T) / (WORDS + MEANING) - 1)
        )
        targets = F.one_hot(torch.tensor(of, device=embedded.device), count).float()
        ridge = RIDGE * torch.eye(len(support), device=embedded.device)
        return kernel(words[1], others) @ torch.linalg.solve(kernel(words[0], own) + ridge, targets)

    def through_matcher(self):
        support, of, queries, wanted, count = episode(self.pages, self.public)
        support = [altered(text) if random.random() < 0.5 else text for text in support]
        scores = self.scores(support, of, [altered(text) for text in queries], count, self.options.drop)
        wanted = torch.tensor(wanted, device=scores.device)
        inside = wanted >= 0
        exact = torch.zeros_like(scores)
        exact[inside, wanted[inside]] = 1
        sure = (
            F.binary_cross_entropy_with_logits(self.scale * (scores - self.bias), exact, reduction="none").sum(1).mean()
        )
        return F.cross_entropy(self.scale * scores[inside], wanted[inside]) + 0.5 * sure

    def step(self, loss, rate: float):
        self.optimiser.param_groups[0]["lr"] = rate
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()

    @torch.no_grad()
    def measured(self) -> str:
        """On the pages held back, 8 phrasings an entry to learn: right entries first, per cent."""
        self.network.eval()
        shares, order = [], random.Random(3)
        for page in self.held:
            texts = [order.sample(entry, len(entry)) for entry in page]
            learned = [(text, index) for index, entry in enumerate(texts) for text in entry[:8]]
            asked = [(text, index) for index, entry in enumerate(texts) for text in entry[8:]]
            scores = self.scores(
                [text for text, _ in learned], [index for _, index in learned], [text for text, _ in asked], len(page)
            )
            shares.append(np.mean(scores.argmax(1).cpu().numpy() == [index for _, index in asked]))
        self.network.train()
        return f"{100 * np.mean(shares):.1f} % of {len(shares)} held pages"

    def run(self, steps: int, episodes: float, name: str):
        since, losses = time.time(), []
        for step in range(1, steps + 1):
            loss = self.through_matcher() if random.random() < episodes else self.contrastive()
            self.step(loss, self.options.rate * min(1, step / 50) * max(0.01, 1 - step / steps))
            losses.append(float(loss))
            if step % 100 == 0 or step == steps:
                print(
                    f"{name} {step}: {time.time() - since:.0f} s, loss {np.mean(losses):.3f}, {self.measured()}",
                    flush=True,
                )
                losses = []
                torch.save(self.network.state_dict(), self.options.out)


if __name__ == "__main__":
    options = read_command()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    trainer = Trainer(options)
    print(
        f"{len(trainer.pages)} pages, {len(trainer.held)} held, public sets: {', '.join(trainer.public) or 'none'}; "
        f"at the start {trainer.measured()}"
    )
    trainer.run(options.warm, 0, "contrastive")
    trainer.run(options.steps, options.episodes, "with episodes")
