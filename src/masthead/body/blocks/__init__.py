"""The blocks of a body, by what they hold: ``words``, ``pictures``, ``recordings``; ``stream`` puts them together."""

from masthead.body.blocks.stream import BLOCK_NAMES as BLOCK_NAMES
from masthead.body.blocks.stream import BodyStream as BodyStream
