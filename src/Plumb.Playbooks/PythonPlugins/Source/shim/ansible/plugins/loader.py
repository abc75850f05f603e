"""Finds the files of plugins: beside playbooks and in roles first, then where the configuration says, and in collections by full name."""

import importlib
import importlib.util
import os
import sys

from ansible.errors import AnsibleError
from ansible.plugins.filter import AnsibleJinja2Filter
from ansible.plugins.test import AnsibleJinja2Test
from plumb_bridge import channels, settings


class Found:
    """What is known of a plugin before it is loaded."""

    def __init__(self, path, name):
        self.resolved = path is not None
        self.plugin_resolved_path = path
        self.plugin_resolved_name = name
        self.removed = False


class PluginLoader:
    def __init__(self, class_name, kind):
        self.class_name = class_name
        self.kind = kind
        self._beside = []
        self._modules = {}

    def add_directory(self, directory):
        if os.path.isdir(directory) and directory not in self._beside:
            self._beside.append(directory)
            self._forget()

    def find_plugin_with_context(self, name):
        return Found(*self._find(name))

    def has_plugin(self, name):
        return self._find(name)[0] is not None

    def get(self, name, *args, **kwargs):
        path, full_name = self._find(name)
        if path is None:
            return None
        kind = getattr(self._module(path, full_name), self.class_name)
        kind._load_name = kind.ansible_name = full_name
        kind._original_path = path
        return kind(*args, **kwargs)

    def all(self):
        seen = set()
        for path in self._files():
            name = os.path.splitext(os.path.basename(path))[0]
            if name in seen:
                continue
            seen.add(name)
            kind = getattr(self._module(path, name), self.class_name, None)
            if kind is not None:
                plugin = kind()
                plugin._load_name = plugin.ansible_name = name
                plugin._original_path = path
                yield plugin

    def _forget(self):
        """Nothing here is kept that a further folder could change."""

    def _files(self):
        for folder in self._beside + settings.values['paths'][self.kind]:
            for place, folders, names in os.walk(folder):
                folders.sort()
                for name in sorted(names):
                    if name.endswith('.py') and name != '__init__.py':
                        yield os.path.join(place, name)

    def _find(self, name):
        for prefix in ('ansible.legacy.', 'ansible.builtin.'):
            if name.startswith(prefix):
                name = name[len(prefix):]
        if name.count('.') >= 2:
            return self._find_in_collection(name)
        for path in self._files():
            if os.path.basename(path) == name + '.py':
                return path, name
        return None, name

    def _find_in_collection(self, name):
        name = redirected(self.kind, name)
        space, collection, rest = name.split('.', 2)
        path = os.path.join(collection_folder(space + '.' + collection) or '/', 'plugins', self.kind, *rest.split('.')) + '.py'
        return (path, name) if os.path.isfile(path) else (None, name)

    def _module(self, path, name):
        if path not in self._modules:
            self._modules[path] = self._loaded(path, name)
        return self._modules[path]

    def _loaded(self, path, name):
        if name.count('.') >= 2:
            space, collection, rest = name.split('.', 2)
            return importlib.import_module('ansible_collections.%s.%s.plugins.%s.%s' % (space, collection, self.kind, rest))
        full_name = 'ansible.plugins.%s.%s' % (self.kind, name)
        spec = importlib.util.spec_from_file_location(full_name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[full_name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[full_name]
            raise
        return module


class Jinja2Loader(PluginLoader):
    """A file of these holds any number of plugins, by names of their own."""

    def __init__(self, class_name, kind, wrapper):
        super().__init__(class_name, kind)
        self._wrapper = wrapper
        self._functions = None

    def get(self, name, *args, **kwargs):
        if name.startswith('ansible.legacy.'):
            name = name[len('ansible.legacy.'):]
        return self._in_collection(name) if name.count('.') >= 2 else self._known().get(name)

    def _forget(self):
        self._functions = None

    def _known(self):
        if self._functions is None:
            self._functions = {}
            for path in self._files():
                self._take(self._functions, path, os.path.splitext(os.path.basename(path))[0], '')
        return self._functions

    def _take(self, functions, path, name, prefix):
        from ansible.utils.display import Display
        try:
            plugin = getattr(self._module(path, name), self.class_name)()
            found = getattr(plugin, self.kind + 's')()
        except Exception as fault:
            Display().warning("Skipping %s plugins in '%s', which cannot be loaded: %s%s" % (self.kind, path, fault, advice(fault)))
            return
        for short, function in found.items():
            wrapped = self._wrapper(function)
            wrapped._original_path = path
            functions.setdefault(prefix + short, wrapped)

    def _in_collection(self, name):
        name = redirected(self.kind, name)
        parts = name.split('.')
        folder = os.path.join(collection_folder('.'.join(parts[:2])) or '/', 'plugins', self.kind, *parts[2:-1])
        if not os.path.isdir(folder):
            return None
        functions = {}
        prefix = '.'.join(parts[:-1]) + '.'
        for file in sorted(os.listdir(folder)):
            if file.endswith('.py') and file != '__init__.py':
                self._take(functions, os.path.join(folder, file), prefix + file[:-3], prefix)
        return functions.get(name)


def advice(fault):
    return ' (install ansible-core on the controller: plugins import more of it than what stands in for it here)' if isinstance(fault, ImportError) and 'ansible' in str(fault) else ''


def collection_roots():
    return [os.path.join(settings.values['folder'], 'collections')] + settings.values['collections']


def collection_folder(collection):
    space, name = collection.split('.')
    for root in collection_roots():
        if root not in sys.path:
            # Packages without a file of their own come together from all roots.
            sys.path.append(root)
            importlib.invalidate_caches()
    return next((folder for folder in (os.path.join(root, 'ansible_collections', space, name) for root in collection_roots()) if os.path.isdir(folder)), None)


def redirected(kind, name, most=10):
    """The name after all redirects of collections."""
    space, collection, rest = name.split('.', 2)
    folder = collection_folder(space + '.' + collection)
    routing = _routing(folder).get(kind, {}).get(rest) if folder else None
    if not routing:
        return name
    if 'tombstone' in routing:
        raise AnsibleError('%s has been removed. %s' % (name, routing['tombstone'].get('warning_text', '')))
    if 'redirect' not in routing:
        return name
    if most == 0:
        raise AnsibleError('plugin redirect loop resolving %s' % name)
    return redirected(kind, routing['redirect'], most - 1)


def _routing(folder, known={}):
    path = os.path.join(folder, 'meta', 'runtime.yml')
    if path not in known:
        known[path] = {}
        if os.path.isfile(path):
            with open(path, encoding='utf-8') as file:
                known[path] = (channels.ask('yaml', file.read(), path) or {}).get('plugin_routing') or {}
    return known[path]


filter_loader = Jinja2Loader('FilterModule', 'filter', AnsibleJinja2Filter)
test_loader = Jinja2Loader('TestModule', 'test', AnsibleJinja2Test)
lookup_loader = PluginLoader('LookupModule', 'lookup')
vars_loader = PluginLoader('VarsModule', 'vars')


def add_all_plugin_dirs(path):
    for loader in (filter_loader, test_loader, lookup_loader, vars_loader):
        loader.add_directory(os.path.join(path, loader.kind + '_plugins'))
