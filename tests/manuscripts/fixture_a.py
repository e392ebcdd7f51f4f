"""Fixture A of the newcomer's task: a manuscript as a writer sends it.

900 words, two crossheads, a list, a pull quote, two pictures with captions inside, writer and photographer both new, one “TK”.
``python -m tests.manuscripts.fixture_a FOLDER`` writes ``the-last-ferry.docx`` there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.manuscripts.word_files import WordMaker, bold, italic, item, jpeg_of, paragraph, text

FILE_NAME = "the-last-ferry.docx"
HEADLINE = "The last ferry to Skarholm"
STANDFIRST = "For ninety years one boat has carried the island’s post, its bread and its dead. In March she stops."
WRITER = "Marit Solvang"
PHOTOGRAPHER = "Jonas Eklund"
OPENING = [
    "The boat leaves at ten past six, when the harbour is still a row of lamps and the gulls are asleep on the ice house. Nobody sells tickets. You step over the rail, you nod at the man in the wheelhouse, and you find a place among the crates. On most mornings there are eleven of us, and nine of the eleven are going to work.",
    "She is called the Ragnhild, and she was built in 1934 to carry herring. The herring went, the war came, the war went, and the Ragnhild stayed, because somebody had to bring the post. She has had three engines and five skippers. The first skipper, people on the quay will tell you, could hear a sandbank. The present one has a screen for that and does not trust it.",
    "I came for a day and have now made the crossing twenty-six times. It takes an hour and a quarter in good weather. In bad weather it takes as long as it takes, and the children of Skarholm, who go to school on the mainland, do their homework on the floor of the cabin with their boots against the bulkhead.",
]
MIDDLE = [
    "The figures are not in dispute. The council of the mainland pays the ferry a subsidy of four million a year, and the ferry carries fewer people each winter: 31,000 in 1980, 12,400 last year. A bridge was drawn in 1971 and again in 1998. There is a model of it in the council’s lobby, with small cars on it, and a small sun.",
    "What will come instead is a catamaran, three days a week, run by a company from the city. It is faster by half an hour. It cannot carry a coffin, a cow or a piano, and it does not sail in more than two metres of sea, which in February is most days. The company’s spokeswoman says that islanders will be able to plan better. The islanders have been planning, they say, around the weather, for about a thousand years.",
    "At the shop by the landing, which is also the post office and on Thursdays the library, Birgit Aas keeps a list on the back of a calendar. It began as a joke, and by the spring it was two pages long.",
]
LIST = [
    "The bread, which arrives warm and is gone by nine",
    "The doctor, every second Tuesday, if the doctor is not seasick",
    "The dialysis machine’s filters, which may not freeze",
    "Wedding dresses, two in ten years, both of them late",
    "The dead, who go the other way, because the churchyard is full",
]
LATER = [
    "“They think of it as transport,” Birgit says, and wipes the counter. “It is not transport. It is the reason the rest of it works.” She has put the list in the window. Visitors photograph it, and she lets them, though she would rather they bought stamps.",
    "The engineer, Pål, has worked below for thirty-one years and has the hearing to prove it. He shows me the log: every crossing since 1934, in eleven ledgers, with the wind, the load and one remark. The remarks are short. “Fog.” “Fog.” “Bishop aboard, sick.” “Fog.” On the day the war ended it says: “Late. Singing.”",
    "He has been told that the ledgers will go to a museum. The museum has a cellar that floods. He has not said anything, but I notice that the first four ledgers are no longer on their shelf, and that his kitchen table, when he gives me coffee, has something flat and square on it under a cloth.",
]
ENDING = [
    "In the last week of January the council sent a man to measure the quay. He measured it in an hour and a half, and then the weather turned, and he stayed for four days. Birgit sold him socks. On the second evening he was seen in the school, where the choir rehearses, and on the third he was singing bass. When the Ragnhild took him back he stood at the rail the whole way, and he did not look at his telephone, because there is nothing out there for it to hear.",
    "His report is due this month. It is expected to recommend the catamaran, as it was asked to. But it has, people say, an appendix, and the appendix is about the choir.",
    "The last crossing is planned for the thirty-first of March, at ten past six. There will be no ceremony; the skipper has asked for none. There will be coffee, and the children have been told that they need not do their homework. Eleven people will go to work, or eleven hundred will stand on the quay: nobody knows, because nobody has ever had to buy a ticket.",
    "I asked the skipper what he would write in the log on that day. He looked at the sea for a while, as they do, and I thought that he had not heard me over the engine. Then he said that it would depend on the weather.",
]


def fixture_a() -> bytes:
    """The file."""
    maker = WordMaker()
    maker.add(
        paragraph(HEADLINE, style="Title"),
        paragraph(STANDFIRST, style="Subtitle"),
        paragraph(f"By {WRITER}"),
        paragraph(f"Photographs: {PHOTOGRAPHER}"),
        *OPENING,
        maker.picture(jpeg_of("The Ragnhild at the quay"), name="image1.jpeg", alt=""),
        paragraph(f"The Ragnhild at the mainland quay, ten past six. Photo: {PHOTOGRAPHER}", style="Caption"),
        paragraph("What the council counted", style="Heading1"),
        *MIDDLE,
        *[item(words) for words in LIST],
        LATER[0],
        paragraph("“It is not transport. It is the reason the rest of it works.”", style="IntenseQuote"),
        *LATER[1:],
        maker.picture(jpeg_of("Pål and the ledgers", "#774433"), name="image2.jpeg"),
        paragraph(f"Pål Rustad with the ledger of 1945. Photo: {PHOTOGRAPHER}", style="Caption"),
        paragraph("The man who came to measure", style="Heading1"),
        ENDING[0],
        paragraph(
            text("The company was asked whether it would carry the post on days without a sailing. "),
            italic("Its answer: "),
            bold("TK"),
            text(". The post office says that it has heard nothing either, and that it would like to."),
        ),
        *ENDING[1:],
    )
    return maker.data()


def main() -> None:
    """Write the file into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_bytes(fixture_a())
    sys.stdout.write(f"{folder / FILE_NAME}\n")


if __name__ == "__main__":
    main()
