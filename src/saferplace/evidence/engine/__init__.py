"""What runs a question: an engine opens files as one table and runs one Ibis expression over it.

`in_process` is DuckDB, the default. `spark` is Apache Spark. `chosen` takes the one that SAFERPLACE_ENGINE names.
"""

from saferplace.evidence.engine.chosen import CHOSEN, UnknownEngine, engine_from
from saferplace.evidence.engine.in_process import DUCKDB, DuckDBEngine
from saferplace.evidence.engine.protocol import Engine
from saferplace.evidence.engine.spark import NoSpark, SparkEngine

__all__ = ["CHOSEN", "DUCKDB", "DuckDBEngine", "Engine", "NoSpark", "SparkEngine", "UnknownEngine", "engine_from"]
