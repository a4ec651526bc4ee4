"""The desk: where archivists write, second persons approve and publishers release. It calls verbs and holds no rule."""
