#!/usr/bin/env python3
"""validate.py SCHEMA RECORDS: says for each line whether it holds to the schema. Exit code 77: jsonschema is not installed."""
import json, sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
jsonschema.Draft202012Validator.check_schema(schema)
check = jsonschema.Draft202012Validator(schema)
with open(sys.argv[2], encoding="utf-8") as f:
    for number, line in enumerate(f, 1):
        faults = sorted(check.iter_errors(json.loads(line)), key=lambda e: e.json_path)
        print(number, "; ".join(f"{e.json_path.removeprefix('$.')}: {e.message}" for e in faults) or "ok")
