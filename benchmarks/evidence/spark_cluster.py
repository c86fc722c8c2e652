"""The catalogue's questions on a Spark master with two workers on this machine, loopback only.

Usage: python benchmarks/evidence/spark_cluster.py STORE [CORES] [MEMORY]     (of each worker; default 1 and 1g)
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
HERE = Path(__file__).resolve().parent


@contextmanager
def running(*words: str, log: Path) -> Iterator[None]:
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(HOME / "bin" / "spark-class"), *words], stdout=out, stderr=subprocess.STDOUT, env=environment
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the Spark master did not start")


def main(store: str, cores: str = "1", memory: str = "1g") -> None:
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    common = ("--host", "127.0.0.1", "--webui-port", "0")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as cluster:
        logs = Path(folder)
        of_master, of_worker = (f"org.apache.spark.deploy.{name}" for name in ("master.Master", "worker.Worker"))
        cluster.enter_context(running(of_master, "--port", str(port), *common, log=logs / "master.log"))
        wait_for(port)
        for number in (1, 2):
            size = ("--cores", cores, "--memory", memory, "--work-dir", str(logs / f"work-{number}"))
            cluster.enter_context(running(of_worker, *common, *size, master, log=logs / f"worker-{number}.log"))
        told = {"spark.executor.memory": memory, "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false"}
        settings = " ".join(f"--conf {name}={value}" for name, value in told.items())
        environment = {
            **os.environ,
            "PYTHONPATH": f"{HERE.parents[1] / 'src'}:{HERE}",
            "SAFERPLACE_ENGINE": master,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_SUBMIT_ARGS": f"{settings} --conf spark.sql.shuffle.partitions=4 pyspark-shell",
        }
        asked = [sys.executable, "-W", "ignore", str(HERE / "questions.py"), "saferplace", store]
        said = subprocess.run(asked, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        registered = (logs / "master.log").read_text().count("Registering worker")
    print(f"Spark {pyspark.__version__}, {registered} workers of {cores} core and {memory} at {master}")
    print("\n| question | first ms | then ms |\n| --- | ---: | ---: |")
    for question, took in json.loads(said.splitlines()[-1]).items():
        print(f"| {question} | {took['first']:,.0f} | {took['then']:,.0f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
