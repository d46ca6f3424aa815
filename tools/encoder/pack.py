"""Trained weights to encoder.bin: python3 pack.py START WEIGHTS.pt OUT.bin (src/matching/encoder/README.md)."""
import hashlib
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch

from network import Network
from pieces import Pieces

SHAPES = [
    {"width": 256, "out": 512, "hidden": 1536, "heads": 4},
    {"width": 512, "out": 512, "hidden": 1536, "heads": 4},
]


def tensors(state):
    """Names in the file, the numbers, and whether they are kept as whole numbers with a scale a row."""
    numbers = {name: tensor.numpy() for name, tensor in state.items()}
    yield "pieces", numbers["pieces"][:8000], True
    yield "rates", numbers["rates"], False
    yield "pool", numbers["pool"].T, True
    yield "pool.bias", numbers["pool_bias"], False
    for index in range(len(SHAPES)):
        for name in ("norm1", "norm1_bias", "qkv_bias", "attended_bias", "norm2", "norm2_bias", "up_bias", "down_bias"):
            yield f"{index}.{name.replace('_', '.')}", numbers[f"layers.{index}.{name}"], False
        for name in ("qkv", "attended", "up", "down"):
            yield f"{index}.{name}", numbers[f"layers.{index}.{name}"].T, True
    yield "0.residual", numbers["layers.0.residual"].T, True
    yield "0.residual.bias", numbers["layers.0.residual_bias"], False


def packed(state, vocabulary) -> bytes:
    described, data = {}, bytearray()
    for name, numbers, whole in tensors(state):
        rows = np.ascontiguousarray(numbers.astype(np.float32))
        rows = rows if rows.ndim == 2 else rows.reshape(1, -1)
        kind = "i8" if whole else "f32"
        described[name] = {"rows": rows.shape[0], "columns": rows.shape[1], "at": len(data), "type": kind}
        if not whole:
            data.extend(rows.tobytes())
            continue
        scale = np.abs(rows).max(1) / 127
        scale[scale == 0] = 1
        data.extend(scale.astype(np.float32).tobytes())
        data.extend(np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8).tobytes())
        data.extend(b"\0" * (-len(data) % 4))
    head = {"layers": SHAPES, "longest": 64, "tensors": described, "pieces": [list(piece) for piece in vocabulary]}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return struct.pack("<I", len(text)) + text + bytes(data)


if __name__ == "__main__":
    start, weights, out = map(Path, sys.argv[1:4])
    network = Network(start)
    if str(weights) != "start":
        network.load_state_dict(torch.load(weights, map_location="cpu"))
    content = packed(network.state_dict(), Pieces(start).vocabulary)
    out.write_bytes(content)
    print(f"{out}: {len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")
