"""Reports in a folder or an object store to Parquet, with Spark.

    spark-submit examples/spark_extract.py INPUT OUTPUT

INPUT is anything that Spark reads (a folder, hdfs://…, s3a://…). OUTPUT/reports gets a row for each
file (docs/spark.md), by year; OUTPUT/indicators a row for each indicator. What is there already, by
content and version of the program, is not read again: after an interruption, or when files were
added, the same command goes on.
"""

import sys

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import jiaokan
import jiaokan.spark


def main(source: str, output: str) -> None:
    spark = SparkSession.builder.appName("jiaokan").getOrCreate()
    # Small files: a task is worth some megabytes, not one file.
    spark.conf.set("spark.sql.files.openCostInBytes", 64 << 10)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 64)
    files = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", True)
        .load(source)
        .select("path", "content")
        .withColumn("sha256", F.sha2("content", 256))
    )
    try:
        done = spark.read.parquet(f"{output}/reports").select("sha256", "version", "path")
        files = files.join(
            done.where(F.col("version") == jiaokan.__version__), ["sha256", "path"], "left_anti"
        )
    except AnalysisException:
        pass  # Nothing is there yet.
    reports = jiaokan.spark.extract(files, timeout=60, max_memory="2G").withColumn(
        "year", F.get_json_object("json", "$.fiscal_year.value").cast("int")
    )
    # Read once: the rows of indicators are made from what was written.
    reports.write.mode("append").partitionBy("year").parquet(f"{output}/reports")
    written = spark.read.parquet(f"{output}/reports")
    jiaokan.spark.rows(written).write.mode("overwrite").parquet(f"{output}/indicators")
    written.groupBy("error_code").count().orderBy("error_code").show(truncate=False)


if __name__ == "__main__":
    main(*sys.argv[1:3])
