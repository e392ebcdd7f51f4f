"""Issues: numbered issues with cover, cover lines and contents in running order; their proofs, and the launch of one as one.

Public: ``models.Issue``, ``models.ContentsEntry``, ``models.Production`` (where an issue stands), ``models.Proof``, ``models.Launch``,
``checks`` (what the publishing door asks); ``actions`` (proofs and their links, launching, undoing), ``queries`` (state, what changed
since a proof, what waits), ``readiness``, ``schedule`` (the runner of timed launches).

Editors work on the issue's draft: ``drafts`` (what it says, its version, saving it), ``running_order`` (the list itself), ``arranging`` and
``editing`` (the acts, each undoable), ``beginning`` (a new issue from the one before), ``contents_table`` (a pasted table of contents),
``contrast`` (whether the words on a cover can be read), ``signing`` (warnings let pass). ``news`` tells people what became of a launch.
"""
