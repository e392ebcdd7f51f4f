"""The desk's screens of newsletters: what they promise, how many subscribe, and who, for those who may know."""
