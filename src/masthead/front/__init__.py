"""Front of house: what readers get: front page, lists, articles, error pages.

Read it downwards: ``urls``, ``views`` (an address becomes a page object, that its context, that an answer), ``queries`` (one module for
each kind of page), ``context`` (all that a template may use), then the templates. Public to rooms above: ``models``,
``actions.lay_out_site``. ``theme_folder`` puts a developer's templates and style before ours; ``checking`` looks such a folder through.
"""
