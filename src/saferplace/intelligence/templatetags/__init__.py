"""Words of the evidence for templates."""
