"""One step of the browser that ``python -m tests.newcomers FOLDER --browser`` has opened: ``python -m tests.newcomers.step FOLDER STEP``.

The steps, each a word and what it is about:

    look                     what stands on the page: headings, fields, buttons (look REGION for a part: tray, main, dialog …)
    text [WORDS]             the page's words, or the lines that contain WORDS
    open PATH                go to an address of the magazine, such as /desk/issues/
    click NAME               a button, link, tab, box or choice by what it is called; "click NAME #2" for the second of that name
    fill LABEL = WORDS       write into a field, in place of what stands there ("fill LABEL #2 = WORDS" for the second)
    choices LABEL            what can be chosen from a list
    choose LABEL = CHOICE    choose from a list
    select WORDS             select a word or passage in a text that is being edited, as a double click does; then type
    type WORDS               type where the cursor stands
    press KEY                Enter, Escape, ArrowUp, m, z, Control+s …
    focus NAME               go to a button or field with the Tab key
    upload LABEL = FILE      give a file to a field (FILE in the folder)
    drop FILE                drop a file on the page
    drag NAME to NAME        drag with the mouse; onto the upper half of what it is dropped on
    reader PATH              look at an address logged out, in another browser; "desk" comes back, "desk 2" to another tab
    shot NAME                a picture of the window, in the folder: shots/NAME.png
    acts                     the acts so far, as the pages counted them
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

SOCKET = "browser.sock"


def main() -> None:
    """Send the step, print the answer."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(Path(sys.argv[1]) / SOCKET))
        line.sendall(" ".join(sys.argv[2:]).encode() + b"\n")
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    sys.stdout.write(answer.decode())


if __name__ == "__main__":
    main()
