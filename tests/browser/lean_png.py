"""Screenshots with 256 colours: a page has few, and a repository keeps every byte for ever."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page
from scipy.cluster.vq import kmeans2
from scipy.spatial import cKDTree

_COLOURS, _FLAT = 256, 96  # flat: the most frequent colours are kept as they are
_PIXELS = """async picture => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const bytes = pen.getImageData(0, 0, image.width, image.height).data;
    let text = ''; for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return [image.width, image.height, btoa(text)]; }"""


def lean(png: bytes, blank: Page) -> bytes:
    """The same picture as an indexed PNG. blank: a page that decodes it (any page without a policy, about:blank)."""
    width, height, text = blank.evaluate(_PIXELS, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3]
    codes = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    known, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    colours = np.stack([known >> 16, (known >> 8) & 255, known & 255], axis=1).astype(np.float64)
    palette = _palette(colours, counts)
    index = cKDTree(palette).query(colours)[1].astype(np.uint8)[where].reshape(height, width)
    return _encode(index, palette.round().astype(np.uint8))


def _palette(colours: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    if len(colours) <= _COLOURS:
        return colours
    order = np.argsort(-counts, kind="stable")
    rest = colours[order[_FLAT:]]
    weights = np.minimum(counts[order[_FLAT:]], 8)
    centres, _ = kmeans2(
        np.repeat(rest, weights, axis=0), _COLOURS - _FLAT, minit="++", rng=np.random.default_rng(1), iter=12
    )
    return np.vstack([colours[order[:_FLAT]], centres])


def _encode(index: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    height, width = index.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), index])
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": palette.tobytes(),
        b"IDAT": zlib.compress(rows.tobytes(), 9),
        b"IEND": b"",
    }
    made = b"\x89PNG\r\n\x1a\n"
    for name, body in parts.items():
        made += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return made
