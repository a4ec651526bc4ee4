"""How fast the archive is, at any size: ``make bench`` fills archives, measures them and writes docs/performance.md."""
