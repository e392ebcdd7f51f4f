"""Planning: where each piece stands, who does what until when, the review, and what people are told of it.

Public: ``models``, ``queries``, ``actions``. A piece is the desk's row of an article, drafts included: it says where the piece stands
(``Stage``) and what its latest draft is like, so that lists and boards read no bodies. What readers see is ``published``'s business.

``rows`` computes the row of a draft, ``rights`` says who may pass which step, ``mail`` writes the mails, ``troubles`` names what may
stand in the way, ``finishing`` is what Wagtail calls when a review ends.
"""
