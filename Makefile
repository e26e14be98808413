# Brink. `make run` does the main job, `make test` passes the tests; each sets up what it needs.
JOBS ?= $(shell nproc)
ARGS ?=
.PHONY: all build run test bench soak fuzz lint format install package wheel check-package check-services check-wheel clean setup

all: build

setup:
	@tools/setup.sh

build: setup
	@[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)
	@ln -sf release/apps/brink/brink build/brink
	@tools/build_web.sh

run: build
	@tools/run_example.sh

test: build
	@tools/test.sh

bench: build
	@cmake --preset release -DBRINK_BENCH=ON >/dev/null
	@cmake --build --preset release -j $(JOBS)
	@bench/run.sh $(ARGS)

soak: build
	@tests/faults/run.sh $(MINUTES)

fuzz: setup
	@fuzz/run.sh $(ARGS)

lint: build
	@tools/lint.sh

format:
	@git ls-files '*.h' '*.cpp' | xargs clang-format -i

install: build
	@cmake --install build/release $(if $(PREFIX),--prefix $(PREFIX))

package:
	@tools/make_package.sh

wheel: build
	@tools/make_wheel.sh

check-package: package
	@packaging/check.sh

check-services: package
	@packaging/check_services.sh

check-wheel: build
	@python/check_wheel.sh

clean:
	rm -rf build
