"""How we are doing: measures, targets, observations, scorecards."""
