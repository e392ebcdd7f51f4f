"""The issue board: the list of issues, beginning one, its running order, plan and cover, its readiness, proofs and launch.

``lists``, ``beginning``, ``boards``, ``covers``, ``plans`` are views; they translate between forms and the actions of ``issues``.
``queries`` reads what stands on the screens into the dataclasses of ``context``.
"""
