"""Importers: bringing in another magazine: reader, neutral record, one writer, a ledger that balances."""
