"""Pictures of screens made small: at most 128 colours, chosen by the browser that took them, written with nothing but zlib."""

import base64
import struct
import zlib
from typing import Any

# Draws the picture, keeps the mean of the commonest colours, gives every pixel the nearest of them.
_QUANTISE = """async ([data, most]) => {
  const image = new Image(); image.src = 'data:image/png;base64,' + data; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data, count = image.width * image.height;
  const sums = new Map(), key = i => (pixels[i] >> 3) << 10 | (pixels[i + 1] >> 3) << 5 | pixels[i + 2] >> 3;
  for (let p = 0; p < count; p++) {
    const k = key(p * 4), sum = sums.get(k) || [0, 0, 0, 0];
    sum[0]++; for (let c = 0; c < 3; c++) sum[c + 1] += pixels[p * 4 + c];
    sums.set(k, sum);
  }
  const common = [...sums.values()].sort((a, b) => b[0] - a[0]).slice(0, most);
  const kept = common.map(s => [1, 2, 3].map(c => Math.round(s[c] / s[0])));
  const nearest = new Map();
  for (const [k, s] of sums) {
    let best = 0, least = Infinity;
    kept.forEach((colour, place) => {
      const far = colour.reduce((sum, value, c) => sum + (value - s[c + 1] / s[0]) ** 2, 0);
      if (far < least) { least = far; best = place; }
    });
    nearest.set(k, best);
  }
  let text = '';
  const indexes = new Uint8Array(count);
  for (let p = 0; p < count; p++) indexes[p] = nearest.get(key(p * 4));
  for (let p = 0; p < count; p += 32768) text += String.fromCharCode.apply(null, indexes.subarray(p, p + 32768));
  return [image.width, image.height, kept.flat(), btoa(text)];
}"""


def made_small(workbench: Any, png: bytes, colours: int = 128) -> bytes:
    """The same picture with few colours; `workbench` is a page of Chromium that shows nothing else."""
    width, height, palette, indexes = workbench.evaluate(_QUANTISE, [base64.b64encode(png).decode(), colours])
    raw = base64.b64decode(indexes)
    rows = b"".join(b"\0" + raw[start : start + width] for start in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", bytes(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
