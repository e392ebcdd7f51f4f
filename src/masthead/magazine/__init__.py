"""Magazine: what the magazine is called, in which language it speaks, and which look it wears.

Public: ``models.Magazine``, ``queries.this_magazine``.
"""
