"""Every picture of the demo magazine by name, and a pool of pictures for the synthetic one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image

from masthead.demo.drawing import (
    bay,
    chairs,
    covers,
    film,
    land,
    maps,
    market,
    mending,
    outdoors,
    people,
    rooms,
    seam,
    stage,
    supper,
    table,
    town,
    water,
)
from masthead.demo.drawing.palettes import PALETTES
from masthead.demo.drawing.people import Sitter

Illustrator = Callable[[], Image.Image]

JPEG_QUALITY = 88

SITTERS: dict[str, tuple[Sitter, str]] = {
    "orla-quist": (Sitter("fair", "bun", "#b9572c", "deep dots", earrings=True), "rose"),
    "imogen-farraday": (Sitter("olive", "bob", "#2a1a18", "hot roll", glasses=True), "clay"),
    "tobias-okoro-lund": (Sitter("dark", "crop", "#120c0c", "cool collar", beard=True), "ochre"),
    "marguerite-solle": (Sitter("fair", "bob", "#c9c4bc", "deep roll", glasses=True, faces_left=True), "plum"),
    "rafael-aldunate": (Sitter("tan", "swept", "#3a2a22", "paper stripes", beard=True, faces_left=True), "harbour"),
    "nasrin-halabi": (Sitter("brown", "scarf", "#5b5ea6", "mid"), "indigo"),
    "idris-penhallow": (Sitter("fair", "short", "#8a8f96", "deep collar", glasses=True, faces_left=True), "moss"),
    "wilhelmina-achterberg": (Sitter("dark", "cloud", "#1a1012", "hot stripes", earrings=True), "citrus"),
    "yusuf-marwan": (Sitter("tan", "crop", "#1c1412", "deep collar", beard=True, faces_left=True), "snow"),
    "lucia-morante": (Sitter("olive", "long", "#6b3a1e", "cool roll", faces_left=True), "plum"),
    "hanne-ostergren": (Sitter("fair", "long", "#d8b06a", "mid stripes"), "rose"),
    "josephine-adeyemi-voss": (Sitter("dark", "bun", "#17100f", "hot collar", earrings=True, faces_left=True), "ink"),
    "casimir-oyelaran": (Sitter("brown", "short", "#5d5650", "deep roll", glasses=True), "citrus"),
    "eluned-vaszary": (Sitter("fair", "cloud", "#d9d2c6", "mid dots", glasses=True), "night"),
    "beatriz-holm": (Sitter("tan", "bob", "#3b2416", "deep stripes", earrings=True, faces_left=True), "dusk"),
    "shiori-minase": (Sitter("fair", "long", "#1b1517", "hot roll", faces_left=True), "moss"),
}

PICTURES: dict[str, Illustrator] = {
    "two-lights": stage.two_lights,
    "the-salt-year": water.rowing_boat,
    "cover-47": covers.two_lights_cover,
    "cover-45": seam.seam_cover,
    "cover-46": covers.harbour_cover,
    "cover-1": covers.day_and_night_cover,
    "shipyard": town.shipyard,
    "ugly-lamp": table.ugly_lamp,
    "night-train": land.night_train,
    "station-clock": market.station_clock,
    "hills-at-dawn": land.layered_hills,
    "hills-in-rain": partial(land.layered_hills, "moss", seed=5),
    "swimmer": water.swimmer,
    "contour-island": maps.contour_island,
    "loom": stage.loom,
    "corner-shop": town.corner_shop,
    "soup": table.soup_for_many,
    "hotel": town.hotel_on_the_cliff,
    "lighthouse": water.lighthouse,
    "city-of-bridges": maps.city_of_bridges,
    "sleeper": stage.sleeper,
    "city-windows": town.city_windows,
    "twelve-chairs": chairs.twelve_chairs,
    "rota": table.board_with_card,
    "lanterns": market.lanterns,
    "oven": market.bread_oven,
    "pots": table.pots_on_a_shelf,
    "terraces": land.terraces,
    "sun-and-sea": water.sun_and_sea,
    "waves": water.crossing_waves,
    "tide": film.swell,
    "post-bus": outdoors.post_bus,
    "evening-star": outdoors.evening_star,
    "leaves": outdoors.kicked_leaves,
    "ferry-bell": outdoors.ferry_bell,
    "footprints": rooms.round_the_bed,
    "curtain": rooms.behind_the_curtain,
    "violin": rooms.violin,
    "paint-cards": rooms.paint_cards,
    "eight-glasses": supper.eight_glasses,
    "toast": supper.buttered_toast,
    "loaf-in-slices": supper.loaf_in_slices,
    "repair-bench": mending.repair_bench,
    "darned-sock": mending.darned_sock,
    "cardigan": mending.cardigan,
    "umbrellas": mending.umbrellas,
    **{f"bay-{hour}": partial(bay.the_bay, hour) for hour in bay.HOURS},
    **{
        f"portrait-{name}": partial(people.portrait, sitter, palette, seed=place)
        for place, (name, (sitter, palette)) in enumerate(SITTERS.items())
    },
}

_POOL: list[Callable[..., Image.Image]] = [
    land.layered_hills,
    water.sun_and_sea,
    table.pots_on_a_shelf,
    town.city_windows,
    maps.contour_island,
    water.crossing_waves,
    land.terraces,
    water.lighthouse,
]


def drawn(name: str) -> bytes:
    """Return one picture as a JPEG file."""
    return _jpeg(PICTURES[name]())


def pooled(place: int, *, seed: int) -> tuple[str, bytes, int, int]:
    """Return name, JPEG file, width and height of picture *place* of a pool: a few motifs in every palette in turn."""
    palettes = list(PALETTES)
    draw = _POOL[place % len(_POOL)]
    palette = palettes[(place * 5 + place // len(_POOL) + seed) % len(palettes)]
    image = draw(palette, seed=seed * 100 + place)
    return f"{draw.__name__.replace('_', '-')}-{place}", _jpeg(image), image.width, image.height


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()
