"""The desk's home: nothing but what asks for a decision."""
