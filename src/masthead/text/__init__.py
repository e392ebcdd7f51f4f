"""Text: what can be said about words without knowing where they are published. Plain Python, no Django.

Public: ``typography`` (quotation marks, dashes, spaces), ``excerpts`` (clean text, short text), ``counting``
(words, minutes), ``slugs``, ``licences``, ``sanitising`` (markup from outside), ``plaintext`` (markup to text),
``analysis`` (text to words and stems, by the analysers of the search engine),
``moments`` (“friday 18:00”).
Every function is pure.
"""
