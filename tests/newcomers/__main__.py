"""A fresh magazine for a newcomer's task, served with the counter in its pages: ``python -m tests.newcomers FOLDER --task A|B``.

FOLDER is made, and gets the files of the task, the log of acts (``acts.jsonl``) and ``task.txt``. With ``--browser`` a browser without a
window stands at the desk, signed in, and does what ``python -m tests.newcomers.step FOLDER ...`` tells it. Ctrl-C or SIGTERM ends all of it.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from tests.manuscripts import fixture_a
from tests.newcomers.browser import stand_at_the_desk
from tests.newcomers.magazines import EDITOR, jpeg_of
from tests.newcomers.pieces import PHOTOGRAPHER
from tests.newcomers.proxy import counting
from tests.newcomers.serving import make, people_of
from tests.serving.running import free_port, serving

TASKS = {
    "A": f"""\
You have a Word file, {fixture_a.FILE_NAME}: a reportage by Marit Solvang with two photographs by Jonas Eklund, who allows them under
CC BY. Both are new to the magazine. Make an article of it, in the section Reportage, and publish it. What the company answered, which the
writer left open, was: “No.” Then look at the article as a reader does, logged out: who wrote it and who took the photographs must stand there.
""",
    "B": """\
No. 7 is out; twelve approved pieces wait for No. 8. Begin No. 8 from No. 7, and place all twelve, in the departments of their sections.
“A town buys its own mill” shall open the issue (try it with the mouse); “The last good pencil” shall stand before “On being interrupted”
(try it from the keyboard). Put cover.jpg on the cover (a drawing by Ada Lindqvist of our staff: hills, half in daylight, half at night),
with three cover lines in your own words for three of the pieces, which readers must be able to read. See to what the readiness says: one
picture has no alt text (a lit train on a viaduct at night), and the rights to another have ended: the lighthouse may stand in its place.
Make a proof, and read it logged out by a private link. Launch the issue, undo the launch, and launch it again.
""",
}


def main() -> None:
    """Make the magazine if the folder is new, serve it, and wait."""
    said = argparse.ArgumentParser(prog="python -m tests.newcomers", description=__doc__.partition("\n")[0])
    said.add_argument("folder", type=Path)
    said.add_argument("--task", choices=sorted(TASKS), required=True)
    said.add_argument("--port", type=int, default=8210)
    said.add_argument("--browser", action="store_true", help="with a browser that does what tests.newcomers.step says")
    args = said.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = args.folder.absolute()
    address = f"http://127.0.0.1:{args.port}"
    if not (folder / "magazine").exists():
        prepare(folder, args.task, address)
    editor = people_of(folder / "magazine")[EDITOR]
    behind = free_port()
    with serving(folder / "magazine", port=behind), counting(folder, port=args.port, behind=behind):
        told = (
            f"\nThe desk: {address}/desk/\nSign in as {EDITOR} with {editor['password']}\n"
            f"Files, the task and the log of acts: {folder}\n"
        )
        sys.stdout.write(told)
        sys.stdout.flush()
        try:
            if args.browser:
                stand_at_the_desk(folder, address, editor["session"])
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def prepare(folder: Path, task: str, address: str) -> None:
    """The magazine of a task, and its files."""
    folder.mkdir(parents=True, exist_ok=True)
    make(folder / "magazine", task, address=address)
    if task == "A":
        (folder / fixture_a.FILE_NAME).write_bytes(fixture_a.fixture_a())
    else:
        (folder / "cover.jpg").write_bytes(jpeg_of("cover-1", creator=PHOTOGRAPHER))
    (folder / "task.txt").write_text(TASKS[task], encoding="utf-8")


if __name__ == "__main__":
    main()
