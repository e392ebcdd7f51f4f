"""Issues: numbered issues with cover, cover lines, and contents in running order.

Public: ``models.Issue``, ``models.ContentsEntry``, ``checks`` (what the publishing door asks).
"""
