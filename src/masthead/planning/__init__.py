"""Planning: where each piece stands, who does what until when, the review, and what people are told of it.

Public: ``models``, ``queries``. A piece is the desk's row of an article, drafts included: it says where the piece stands
(``Stage``) and what its latest draft is like, so that lists and boards read no bodies. What readers see is ``published``'s business.
"""
