"""Cache plugins: they keep the facts of hosts from one run to the next."""

import threading

_lock = threading.RLock()
_plugins = {}


def read(name, host):
    """What is kept of a host, or None."""
    with _lock:
        plugin = _plugin(name)
        return dict(plugin.get(host)) if plugin.contains(host) else None


def write(name, host, facts):
    with _lock:
        _plugin(name).set(host, facts)


def remove(name, host):
    with _lock:
        plugin = _plugin(name)
        if plugin.contains(host):
            plugin.delete(host)


def clear(name):
    with _lock:
        _plugin(name).flush()


def _plugin(name):
    if name not in _plugins:
        from ansible.errors import AnsibleError
        from ansible.plugins.loader import cache_loader
        plugin = cache_loader.get(name)
        if plugin is None:
            raise AnsibleError('Unable to load the facts cache plugin (%s).' % name)
        _plugins[name] = plugin
    return _plugins[name]
