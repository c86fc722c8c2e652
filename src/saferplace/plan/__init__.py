"""What we promised: plans, priorities, themes, actions, outcomes, in versions."""
