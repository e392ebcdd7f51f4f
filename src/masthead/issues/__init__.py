"""Issues: numbered issues with cover, cover lines and contents in running order; their proofs, and the launch of one as one.

Public: ``models.Issue``, ``models.ContentsEntry``, ``models.Production`` (where an issue stands), ``models.Proof``, ``models.Launch``,
``checks`` (what the publishing door asks).
"""
