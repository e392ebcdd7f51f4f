"""From the lines of a manuscript to what a magazine needs: ``head`` finds the headline and who did what, ``copy`` makes blocks."""

from masthead.manuscripts.understanding.whole import understand as understand
