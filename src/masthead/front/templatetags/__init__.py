"""What front adds to a page by tag, because the page's own room stands lower."""
