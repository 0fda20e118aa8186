# Every target first installs what the machine lacks, and says so: scripts/install-needs.
.DEFAULT_GOAL := help
.PHONY: help demo test bench format

SWIFT_SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources examples

# The backtracer can hang for minutes after a crash.
export SWIFT_BACKTRACE := enable=no

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## build, and read a few sample pages
	@scripts/install-needs demo
	@scripts/demo

test: ## run every check: format, tests, documentation, accuracy, examples
	@scripts/install-needs test
	swift format lint --strict --recursive $(SWIFT_SOURCES)
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build
	python3 -m unittest discover --start-directory scripts --pattern 'test_*.py'
	scripts/accuracy check
	scripts/docs check
	scripts/examples
	scripts/check-server
	scripts/test-python scripts/check-web
	scripts/test-python scripts/check-api
	scripts/test-python scripts/check-mcp
	scripts/test-python scripts/check-collect
	scripts/test-python scripts/check-watch
	scripts/test-python scripts/check-sarif
	scripts/test-python scripts/check-exchange
	scripts/test-python scripts/check-spark

bench: ## measure reading beside MeCab, searching beside SQLite's trigrams and Tantivy, serving beside Datasette
	@scripts/install-needs bench
	scripts/bench
	scripts/bench-search
	scripts/bench-serve

format: ## lay out the Swift code as .swift-format says
	swift format --in-place --recursive $(SWIFT_SOURCES)
