"""What is frozen: payloads, editions, the ledger of acts, releases and addresses. ``reading`` is the public door."""
