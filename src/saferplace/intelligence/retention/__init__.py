"""Who decides what evidence is kept for how long: rules, legal holds, and runs that two people stand behind."""
