"""Things on a line, each as near to where it would like to be as the others let it."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], steps: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Places in the given order, at least `steps[i]` after the one before, least squares from `wanted`.

    Args:
        wanted: where each would like to be.
        steps: least distance from the one before (the first is not used).
        weights: how much each one's wish counts.
    """
    blocks: list[tuple[float, float, int]] = []
    ahead, total = [], 0.0
    for number, step in enumerate(steps):
        total += step if number else 0
        ahead.append(total)
    for wish, weight, before in zip(wanted, weights, ahead, strict=True):
        block = (wish - before, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, heavy, many = blocks.pop()
            both = heavy + block[1]
            block = ((mean * heavy + block[0] * block[1]) / both, both, many + block[2])
        blocks.append(block)
    flat = [mean for mean, _, many in blocks for _ in range(many)]
    return [place + before for place, before in zip(flat, ahead, strict=True)]


def within(
    places: Sequence[float], steps: Sequence[float], lowest: Sequence[float], highest: float
) -> list[float]:
    """The same places moved as little as is needed to lie between their limits, where there is room."""
    moved = list(places)
    limit = highest
    for number in reversed(range(len(moved))):
        moved[number] = min(moved[number], limit)
        limit = moved[number] - steps[number]
    for number in range(len(moved)):
        least = lowest[number]
        if number:
            least = max(least, moved[number - 1] + steps[number])
        moved[number] = max(moved[number], least)
    return moved
