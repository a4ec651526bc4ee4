"""How well the search finds: judged queries over an archive that everybody can make again."""
