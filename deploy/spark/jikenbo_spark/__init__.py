"""Reads notices into records on a cluster: docs/spark.md."""


class JobError(Exception):
    """Why the job cannot go on: one sentence that says what to do. What is wrong with one page is no such thing: it is set aside."""
