"""The network that src/matching/encoder/encoder.ts runs: two transformer layers, the mean of the pieces, tanh."""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

PREFIXES = ("module_apply_default/", "module/", "Encoder_en/KonaTransformer/Encode/")
JOINED = "/ConcatPartitions/concat"


def start_weights(start: Path) -> dict[str, np.ndarray]:
    """The start model's tensors by name, from its TensorFlow.js files."""
    weights = {}
    for group in json.loads((start / "model.json").read_text())["weightsManifest"]:
        data, at = b"".join((start / path).read_bytes() for path in group["paths"]), 0
        for tensor in group["weights"]:
            kind = {"float32": np.float32, "int32": np.int32, "bool": np.bool_}[tensor["dtype"]]
            count = int(np.prod(tensor["shape"])) if tensor["shape"] else 1
            name = tensor["name"]
            for prefix in PREFIXES:
                name = name.replace(prefix, "")
            weights[name] = np.frombuffer(data, kind, count, at).reshape(tensor["shape"])
            at += count * np.dtype(kind).itemsize
    return weights


def parameter(numbers) -> nn.Parameter:
    return nn.Parameter(torch.tensor(np.array(numbers)))


class Layer(nn.Module):
    """Names of the parameters are those that pack.py writes."""

    def __init__(self, weights, index: int, heads: int = 4):
        super().__init__()
        layer = f"Layer_{index}/TransformerLayer/"
        stack = f"TransformerStack/Layer_{index}/TransformerLayer/"
        own = lambda name: parameter(weights[layer + name + JOINED])
        product = lambda name: parameter(weights[f"{layer}MultiheadAttention/{name}/kernel/part_0"][0, 0])
        self.heads = heads
        self.norm1, self.norm1_bias = (
            own(f"layer_prepostprocess/layer_norm/layer_norm_{part}") for part in ("scale", "bias")
        )
        self.qkv, self.qkv_bias = product("qkv_transform_single"), own("MultiheadAttention/qkv_transform_single/bias")
        self.attended = product("output_transform_single")
        self.attended_bias = own("MultiheadAttention/output_transform_single/bias")
        self.norm2, self.norm2_bias = (
            own(f"FFN/layer_prepostprocess/layer_norm/layer_norm_{part}") for part in ("scale", "bias")
        )
        self.up, self.up_bias = parameter(weights[stack + "FFN/conv1/Tensordot/Reshape_1"]), own("FFN/conv1/bias")
        self.down, self.down_bias = parameter(weights[stack + "FFN/conv2/Tensordot/Reshape_1"]), own("FFN/conv2/bias")
        # Only the first layer leaves with more numbers than it is given.
        self.residual = own("dense/kernel") if index == 0 else None
        self.residual_bias = own("dense/bias") if index == 0 else None
        self.scale = float(weights[stack + "MultiheadAttention/mul/y"])
        self.epsilon = float(
            weights["TransformerStack/Layer_1/TransformerLayer/FFN/layer_prepostprocess/layer_norm/Cast/x"]
        )

    def forward(self, x, mask, drop: float):
        texts, length, _ = x.shape
        past = x if self.residual is None else x @ self.residual + self.residual_bias
        h = F.layer_norm(x, (x.shape[-1],), self.norm1, self.norm1_bias, self.epsilon)
        split = lambda part: part.view(texts, length, self.heads, -1).transpose(1, 2)
        query, key, value = map(split, (h @ self.qkv + self.qkv_bias).chunk(3, -1))
        weight = (query * self.scale @ key.transpose(-1, -2)).masked_fill(~mask[:, None, None, :], -1e9).softmax(-1)
        attended = (weight @ value).transpose(1, 2).reshape(texts, length, -1) @ self.attended + self.attended_bias
        x = past + F.dropout(attended, drop, self.training)
        h = F.layer_norm(x, (x.shape[-1],), self.norm2, self.norm2_bias, self.epsilon)
        return x + F.dropout(F.relu(h @ self.up + self.up_bias) @ self.down + self.down_bias, drop, self.training)


class Network(nn.Module):
    def __init__(self, start: Path):
        super().__init__()
        weights = start_weights(start)
        self.pieces = parameter(weights["Embeddings_en"])
        rates = weights["TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"]
        self.register_buffer("rates", torch.tensor(rates.copy()))
        self.layers = nn.ModuleList([Layer(weights, 0), Layer(weights, 1)])
        self.pool = parameter(weights["Encoder_en/hidden_layers/tanh_layer_0/weights"])
        self.pool_bias = parameter(weights["Encoder_en/hidden_layers/tanh_layer_0/bias"])

    def forward(self, ids, mask, drop: float = 0.0):
        """ids, mask: texts x pieces. Returns texts x 512, each of length one."""
        angle = torch.arange(ids.shape[1], dtype=torch.float32, device=ids.device)[:, None] * self.rates
        x = (2 * self.pieces[ids] + torch.cat([angle.sin(), angle.cos()], -1)) * mask[..., None]
        for layer in self.layers:
            x = layer(x, mask, drop)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return F.normalize(torch.tanh(mean @ self.pool + self.pool_bias), dim=-1)
