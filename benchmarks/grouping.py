"""Ways to find copies that others use, and how right a grouping is."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from unioncrawl.stories import Fingerprint

Texts = Sequence[tuple[str, str]]

GRAM = 5  # characters of a shingle, for want of blanks between words
BANDS, ROWS = 14, 8  # FineWeb's MinHash: https://github.com/huggingface/datatrove
BITS, NEAR = 64, 3  # Manku et al. 2007: fingerprints of 64 bits that differ in 3 at most


def rand_index(labels: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985)."""
    both, wanted, given = _pairs(zip(labels, found, strict=True)), _pairs(labels), _pairs(found)
    expected = wanted * given / (len(labels) * (len(labels) - 1) / 2)
    return (both - expected) / ((wanted + given) / 2 - expected)


def shares(labels: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float]:
    """Of the pairs found those that are right, of the right ones those that are found."""
    both = _pairs(zip(labels, found, strict=True))
    return both / max(1, _pairs(found)), both / max(1, _pairs(labels))


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Labels under which all pairs are together (union-find)."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in pairs:
        parent[root(one)] = root(other)
    return [root(at) for at in range(count)]


def minhash(texts: Texts) -> list[int]:
    """MinHash-LSH with FineWeb's bands and rows: texts that share a band are copies, without another look."""
    from datasketch import MinHash  # noqa: PLC0415 (benchmarks/requirements-stories.txt; `cost` does without)

    bands: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, (_, text) in enumerate(texts):
        signature = MinHash(num_perm=BANDS * ROWS)
        signature.update_batch([gram.encode() for gram in set(_grams(text))])
        for band in range(BANDS):
            bands[band, signature.hashvalues[band * ROWS : (band + 1) * ROWS].tobytes()].append(at)
    return joined(len(texts), ((same[0], other) for same in bands.values() for other in same[1:]))


def simhash(texts: Texts) -> list[int]:
    """SimHash: texts whose fingerprints are near are copies; near ones have one of NEAR + 1 blocks of bits alike."""
    prints = [_simhash(text) for _, text in texts]
    width = BITS // (NEAR + 1)
    blocks: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, bits in enumerate(prints):
        for block in range(NEAR + 1):
            blocks[block, bits >> (block * width) & ((1 << width) - 1)].append(at)
    met = (pair for same in blocks.values() for pair in combinations(same, 2))
    return joined(len(texts), ((one, other) for one, other in met if (prints[one] ^ prints[other]).bit_count() <= NEAR))


def _simhash(text: str) -> int:
    counts = Counter(_grams(text))
    hashes = b"".join(hashlib.blake2b(gram.encode(), digest_size=BITS // 8).digest() for gram in counts)
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, BITS // 8), axis=1)
    weights = np.fromiter(counts.values(), np.int64) @ (2 * bits.astype(np.int64) - 1)
    return int.from_bytes(np.packbits(weights > 0).tobytes())


def _grams(text: str) -> Iterator[str]:
    """Of the letters that unioncrawl compares: one script, one width, without notes, so that the methods differ and not the folding."""
    letters = Fingerprint(text).letters
    return (letters[at : at + GRAM] for at in range(max(1, len(letters) - GRAM + 1)))


PEERS: dict[str, Callable[[Texts], list[int]]] = {"MinHash-LSH": minhash, "SimHash": simhash}
