# SPDX-License-Identifier: Apache-2.0
# Builds the extension with CMake and takes tables, models and examples along. From the root of the source:
#   tools/make_wheel.sh
import os
import pathlib
import re
import shutil
import subprocess

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = pathlib.Path(os.environ.get("BRINK_SOURCE", pathlib.Path(__file__).resolve().parent.parent))


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        place = ROOT / "build" / "release"
        if not (place / "build.ninja").exists():
            subprocess.check_call(["cmake", "--preset", "release"], cwd=ROOT)
        subprocess.check_call(["cmake", "--build", "--preset", "release", "--target", "brink_python"], cwd=ROOT)
        target = pathlib.Path(self.get_ext_fullpath(ext.name)).parent
        target.mkdir(parents=True, exist_ok=True)
        (built,) = (place / "python" / "brink").glob("_brink*.so")
        wanted = pathlib.Path(self.get_ext_filename(ext.name)).name
        if built.name != wanted:
            raise SystemExit(f"wheel: build/release holds {built.name}, this Python wants {wanted}: run it with the Python that CMake found")
        shutil.copy2(built, target)
        for name in ("_brink.pyi", "py.typed"):
            shutil.copy2(ROOT / "python" / "brink" / name, target)
        for folder in ("data", "models", "examples"):
            shutil.copytree(ROOT / folder, target / "share" / folder, dirs_exist_ok=True)
        shutil.copy2(ROOT / "LICENSE", target / "share")


VERSION = re.search(r"project\(brink VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text()).group(1)
setup(version=VERSION, ext_modules=[Extension("brink._brink", [])], cmdclass={"build_ext": CMakeBuild})
