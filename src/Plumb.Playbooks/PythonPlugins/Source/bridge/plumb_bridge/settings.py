"""What the controller said of this run when it started us."""

values = {}
has_core = False
