"""Search: readers' search over all published text, and the desk's search mended."""
