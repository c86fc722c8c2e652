"""Settings, root addresses, base templates, design-system components, static files."""
