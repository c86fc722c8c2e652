"""What every Django app stands on: audit, access, receipts kept, time, charts."""
