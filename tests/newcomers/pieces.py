"""The copy of the newcomers' magazine: what No. 7 held, and twelve pieces that wait for No. 8."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = ("Reportage", "Essays", "Culture", "Letters")
LONG_AGO = "2024-06-30"
WRITERS = ("Ines Corbeau", "Tobias Lund", "Hanne Vik", "Rafael Solle")
PHOTOGRAPHER = "Ada Lindqvist"
PARAGRAPHS = (
    "The road comes down to the water between two sheds, and where it ends there is a bench that nobody remembers putting up. In the morning the bench is wet. By noon somebody has always sat on it long enough to dry one half.",
    "There are figures for all of this, and they are kept in a green cupboard in the office of the harbour board. The cupboard is opened on Thursdays. What the figures say depends, as the woman with the key explains, on the year one begins to count.",
    "“You can have it quick or you can have it in writing,” she says, and when I ask for both she laughs, fetches a chair, and takes the first folder down from the shelf. It is the one for 1961. It smells of oranges.",
    "Nobody here uses the word tradition. They say: that is how it went last time. Last time may be a week ago or ninety years, and in both cases somebody present was there, or had it from somebody who was.",
    "In the evening the wind turns and the lamps along the quay come on one after another, not all at once, because the wiring was done by three brothers who did not speak to one another. It works, and it has worked since the war.",
    "What will be lost is hard to say and harder to count, and so it is left out of the report, which has forty pages and a map. The map is good. It shows every house, and which of them has a light on.",
)


@dataclass(frozen=True)
class Copy:
    """One piece: where it belongs, its words, and its lead picture by the name of its drawing."""

    section: str
    headline: str
    standfirst: str
    picture: str = ""
    caption: str = ""
    alt: str = ""
    ended_on: str = ""
    """The day the rights to its picture ended (2024-06-30)."""


LAST_ISSUE = (
    Copy("Reportage", "The ferry that waits", "A timetable that is kept by one man and his conscience."),
    Copy("Reportage", "Eleven bridges before breakfast", "A walk, and what it costs the city to keep it dry."),
    Copy("Reportage", "What the cold sea does", "Swimming with people who ought to know better."),
    Copy("Essays", "In praise of the ugly lamp", "A defence of light that does not flatter."),
    Copy("Essays", "The window across the street", "Thirty years of a neighbour one has never met."),
    Copy("Culture", "The choir that cannot read", "Forty voices and not one note on paper."),
    Copy("Culture", "A cinema with nine seats", "The programme is whatever Mr Aldunate can carry."),
    Copy("Letters", "Letters, October", "On lamps, on bridges, and on the price of stamps."),
)
NEXT_ISSUE = (
    Copy(
        "Reportage",
        "The keeper of the north light",
        "The lamp has been automatic since 1988. Somebody still climbs up to it every evening.",
        "lighthouse",
        "The north light, seen from the ice house.",
        "A lighthouse on a rock at dusk, its beam over a calm sea",
    ),
    Copy(
        "Reportage",
        "The night train to Osk",
        "Fourteen hours, two borders and one samovar.",
        "night-train",
        "Leaving at 21:40, most nights.",
    ),
    Copy("Reportage", "A town buys its own mill", "They had eleven days, and nobody had any money."),
    Copy(
        "Reportage",
        "The bread is late",
        "What one oven does for a valley.",
        "oven",
        "Four in the morning.",
        "A bread oven, its door open on the glow",
        LONG_AGO,
    ),
    Copy("Essays", "On being interrupted", "A short history of the knock at the door."),
    Copy("Essays", "The last good pencil", "Things that were finished and then improved."),
    Copy("Essays", "What we owe the weather", "A bill that nobody sends."),
    Copy(
        "Culture",
        "The weaver who counts in songs",
        "Every pattern on the island has a tune. She knows four hundred.",
        "loom",
        "At the loom, where the songs are.",
        "A weaver at her loom, half a pattern before her",
    ),
    Copy("Culture", "Soup for eleven", "A play in one kitchen, now in its sixth winter."),
    Copy("Culture", "The man who draws hotels", "He has never slept in one of them."),
    Copy("Culture", "A library of borrowed tools", "The most wanted item is a ladder."),
    Copy("Letters", "Letters, November", "On the ferry, on the cold sea, and once more on stamps."),
)
IN_REVIEW = Copy("Essays", "The salt road", "It is on no map, and everybody takes it.")
