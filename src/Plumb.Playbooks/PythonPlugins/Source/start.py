"""The first code of the controller's Python: makes the other files importable and serves calls until its input ends.

The program that started us hands over three names: `files` (name -> source text), `incoming` (a binary stream of frames)
and `outgoing` (the descriptor that replies go to). Standard input is empty here and what plugins print goes to the
standard error, so nothing that they do can get between frames.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import os
import signal
import sys


class CarriedFiles(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports modules from the sources that came with the first frame."""

    def __init__(self, sources, folder):
        self._sources = {}
        for path, source in sources.items():
            if path.startswith(folder) and path.endswith('.py'):
                self._sources[path[len(folder):-3].replace('/', '.')] = source

    def find_spec(self, fullname, path=None, target=None):
        is_package = fullname + '.__init__' in self._sources
        if not is_package and fullname not in self._sources:
            return None
        spec = importlib.machinery.ModuleSpec(fullname, self, origin='<plumb %s>' % fullname, is_package=is_package)
        spec.has_location = False
        return spec

    def exec_module(self, module):
        name = module.__spec__.name
        source = self._sources.get(name + '.__init__', self._sources.get(name))
        place = module.__spec__.origin
        # Tracebacks show the lines of files that are on no disk.
        linecache.cache[place] = (len(source), None, source.splitlines(True), place)
        module.__file__ = place
        exec(compile(source, place, 'exec'), module.__dict__)


def find_core(beside):
    """Whether ansible-core can be imported; the folder that another of its installations lies in is tried last."""
    if importlib.util.find_spec('ansible') is None and beside:
        sys.path.append(beside)
    spec = importlib.util.find_spec('ansible')
    return spec is not None and spec.origin is not None


def main():
    # An interrupt is the controller's business, which ends us. Programs that plugins start get it as usual.
    signal.signal(signal.SIGINT, lambda *_: None)
    sys.argv = ['ansible-playbook']
    sys.path[:] = [p for p in sys.path if p]
    sys.meta_path.append(CarriedFiles(files, 'bridge/'))
    from plumb_bridge import channels, settings

    settings.values = files['settings']
    settings.has_core = not settings.values.get('plain') and find_core(settings.values.get('core'))
    if not settings.has_core:
        # Before the usual ways: it stands in for one that is there too, where that is not wanted.
        sys.meta_path.insert(0, CarriedFiles(files, 'shim/'))
    from plumb_bridge import program

    channels.serve(incoming, outgoing, program.answer)
    os._exit(0)


main()
