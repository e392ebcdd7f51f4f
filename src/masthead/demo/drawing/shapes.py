"""Plane geometry for the demo's pictures: every shape is a list of corners.

Lengths are pixels of the finished picture, angles are degrees, and y grows downwards
as it does on a screen. Curves come back as fine polygons, so one drawing routine is
enough for everything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

Point = tuple[float, float]
Shape = list[Point]


def rectangle(left: float, top: float, width: float, height: float) -> Shape:
    """Return an upright rectangle."""
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def ellipse(centre: Point, across: float, down: float | None = None, *, turn: float = 0) -> Shape:
    """Return an ellipse with the given half-axes, turned clockwise by *turn*."""
    down = across if down is None else down
    steps = max(24, int((across + down) / 4))
    corners = [
        (across * math.cos(2 * math.pi * i / steps), down * math.sin(2 * math.pi * i / steps)) for i in range(steps)
    ]
    return shifted(rotated(corners, turn), *centre)


def arc(centre: Point, radius: float, start: float, end: float, *, steps: int = 48) -> Shape:
    """Return the points of an arc, from *start* to *end*, 0 pointing right, clockwise."""
    return [
        (
            centre[0] + radius * math.cos(math.radians(start + (end - start) * i / steps)),
            centre[1] + radius * math.sin(math.radians(start + (end - start) * i / steps)),
        )
        for i in range(steps + 1)
    ]


def wedge(centre: Point, radius: float, start: float, end: float) -> Shape:
    """Return a slice of a disc."""
    return [centre, *arc(centre, radius, start, end)]


def crescent(centre: Point, radius: float, *, turn: float = 0, fullness: float = 0.45) -> Shape:
    """Return a moon whose lit side faces right, then turned clockwise by *turn*."""
    outer = arc((0, 0), radius, -90, 90)
    inner = [(x * (1 - 2 * fullness), y) for x, y in reversed(outer)]
    return shifted(rotated([*outer, *inner], turn), *centre)


def band(centre: Point, inner: float, outer: float, start: float, end: float) -> Shape:
    """Return a bent strip between two arcs of one centre."""
    return [*arc(centre, outer, start, end), *reversed(arc(centre, inner, start, end))]


def rounded(left: float, top: float, width: float, height: float, radius: float) -> Shape:
    """Return a rectangle with round corners."""
    radius = min(radius, width / 2, height / 2)
    right, bottom = left + width, top + height
    return [
        *arc((right - radius, top + radius), radius, -90, 0, steps=12),
        *arc((right - radius, bottom - radius), radius, 0, 90, steps=12),
        *arc((left + radius, bottom - radius), radius, 90, 180, steps=12),
        *arc((left + radius, top + radius), radius, 180, 270, steps=12),
    ]


def archway(left: float, top: float, width: float, height: float) -> Shape:
    """Return an upright door or window with a round head."""
    radius = width / 2
    head = arc((left + radius, top + radius), radius, 180, 360, steps=32)
    return [*head, (left + width, top + height), (left, top + height)]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 14) -> Shape:
    """Return a curve through *points* (a centripetal-looking Catmull-Rom spline)."""
    count = len(points)
    curve: Shape = []
    for i in range(count if closed else count - 1):
        before = points[(i - 1) % count] if closed or i > 0 else points[0]
        here, there = points[i], points[(i + 1) % count]
        after = points[(i + 2) % count] if closed or i + 2 < count else points[-1]
        curve += [_between(before, here, there, after, step / steps) for step in range(steps)]
    if not closed:
        curve.append(points[-1])
    return curve


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def ribbon(spine: Sequence[Point], width: float, *, end_width: float | None = None) -> Shape:
    """Return a line of a given thickness, tapering to *end_width* where one is given."""
    last = len(spine) - 1
    end_width = width if end_width is None else end_width
    left: Shape = []
    right: Shape = []
    for i, (x, y) in enumerate(spine):
        x0, y0 = spine[max(0, i - 1)]
        x1, y1 = spine[min(last, i + 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        half = (width + (end_width - width) * i / max(1, last)) / 2
        across, down = -(y1 - y0) / length * half, (x1 - x0) / length * half
        left.append((x + across, y + down))
        right.append((x - across, y - down))
    return [*left, *reversed(right)]


def leaf(root: Point, length: float, width: float, turn: float, *, bend: float = 0.0) -> Shape:
    """Return a pointed leaf growing from *root* towards *turn*, curved by *bend*."""
    steps = 20
    spine = [(length * i / steps, bend * length * math.sin(math.pi * i / steps / 1.6)) for i in range(steps + 1)]
    upper = [(x, y - width * math.sin(math.pi * (i / steps) ** 0.8) / 2) for i, (x, y) in enumerate(spine)]
    lower = [(x, y + width * math.sin(math.pi * (i / steps) ** 0.8) / 2) for i, (x, y) in enumerate(spine)]
    return shifted(rotated([*upper, *reversed(lower)], turn), *root)


def blob(centre: Point, radius: float, dice: Random, *, wobble: float = 0.1, knots: int = 8) -> Shape:
    """Return a pebble: a disc whose edge wanders by a share *wobble* of its radius."""
    knees = []
    for i in range(knots):
        angle = 2 * math.pi * i / knots
        reach = radius * (1 + dice.uniform(-wobble, wobble))
        knees.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    return smooth(knees)


def ridge(width: float, height: float, dice: Random, *, rise: float, knots: int, floor: float) -> Shape:
    """Return rolling ground: its skyline about *height*, wandering by *rise*, down to *floor*."""
    line = [(width * (i - 1) / (knots - 2), height + dice.uniform(-rise, rise)) for i in range(knots)]
    return [*smooth(line, closed=False), (width * 1.1, floor), (-width * 0.1, floor)]


def peaks(width: float, height: float, dice: Random, *, rise: float, count: int, floor: float) -> Shape:
    """Return a jagged range of *count* summits."""
    line: Shape = [(-width * 0.05, height)]
    step = width * 1.1 / count
    for i in range(count):
        x = -width * 0.05 + step * i
        top = height - rise * dice.uniform(0.45, 1)
        summit = x + step * dice.uniform(0.35, 0.65)
        line += [
            (summit - step * 0.16, top + rise * 0.2),
            (summit, top),
            (summit + step * 0.1, top + rise * 0.17),
            (x + step, height - rise * dice.uniform(0, 0.25)),
        ]
    return [*line, (width * 1.1, floor), (-width * 0.1, floor)]


def mound(left: float, right: float, foot: float, top: float, *, lean: float = 0.5) -> Shape:
    """Return one soft hill or island standing on the line *foot*."""
    span = right - left
    crest = left + span * lean
    return [
        *smooth(
            [
                (left, foot),
                (left + (crest - left) * 0.45, foot - (foot - top) * 0.42),
                (crest, top),
                (right - (right - crest) * 0.42, foot - (foot - top) * 0.5),
                (right, foot),
            ],
            closed=False,
        )
    ]


def shifted(shape: Sequence[Point], right: float, down: float) -> Shape:
    """Return *shape* moved."""
    return [(x + right, y + down) for x, y in shape]


def rotated(shape: Sequence[Point], turn: float, *, about: Point = (0, 0)) -> Shape:
    """Return *shape* turned clockwise by *turn* degrees about a point."""
    if not turn:
        return list(shape)
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    ax, ay = about
    return [(ax + (x - ax) * cosine - (y - ay) * sine, ay + (x - ax) * sine + (y - ay) * cosine) for x, y in shape]


def scaled(shape: Sequence[Point], across: float, down: float | None = None) -> Shape:
    """Return *shape* enlarged about the origin."""
    down = across if down is None else down
    return [(x * across, y * down) for x, y in shape]


def mirrored(shape: Sequence[Point], axis: float) -> Shape:
    """Return *shape* reflected left to right about the line x = *axis*."""
    return [(2 * axis - x, y) for x, y in reversed(shape)]


def vessel(centre: float, foot: float, profile: Sequence[Point]) -> Shape:
    """Return a turned pot from its right-hand profile.

    *profile* lists (half width, height above the foot) from the foot upwards.
    """
    right = smooth([(centre + half, foot - up) for half, up in profile], closed=False)
    return [*right, *mirrored(right, centre)]
