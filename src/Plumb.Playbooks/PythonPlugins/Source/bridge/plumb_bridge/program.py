"""What the controller may call, by name."""

import threading

from plumb_bridge import actions, caches, callbacks, connections, inventories, jinja_plugins, lookups, surroundings, variables

_lock = threading.RLock()


def answer(method, arguments):
    surroundings.prepare()
    return _METHODS[method](*arguments)


def _add_folders(playbook_folder, folders):
    surroundings.add_folders(playbook_folder, folders)
    variables.forget()


def _find(kind, name):
    """Where a plugin comes from and what it is, or None. Loading is for one thread at a time: Python's own modules are not asked twice."""
    with _lock:
        return _FINDERS[kind](name)


_FINDERS = {
    'filter': jinja_plugins.FILTERS.find,
    'test': jinja_plugins.TESTS.find,
    'lookup': lookups.find,
}

_METHODS = {
    'folders': _add_folders,
    'find': _find,
    'filter': jinja_plugins.FILTERS.apply,
    'test': jinja_plugins.TESTS.apply,
    'lookup': lookups.run,
    'vars': variables.variables,
    'action': actions.run,
    'callbacks_start': callbacks.start,
    'callbacks_tell': callbacks.tell,
    'connection_execute': connections.execute,
    'connection_put': connections.put,
    'connection_close': connections.close,
    'become_line': connections.become_line,
    'cache_read': caches.read,
    'cache_write': caches.write,
    'cache_remove': caches.remove,
    'cache_clear': caches.clear,
    'inventory_accepts': inventories.accepts,
    'inventory_parse': inventories.parse,
}
