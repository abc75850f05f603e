"""Inventory plugins: they make hosts and groups of a source."""

from plumb_bridge import settings, surroundings

_plugins = {}


def accepts(name, source):
    try:
        return bool(_plugin(name).verify_file(source))
    except ImportError:
        raise
    except Exception:
        return False


def parse(name, source, known):
    """The inventory with what the plugin has made of the source."""
    from ansible.errors import AnsibleParserError
    plugin = _plugin(name)
    inventory = _inventory(known, source)
    plugin.parse(inventory, surroundings.loader(), source, cache=bool(settings.values.get('inventory_cache', True)))
    if hasattr(plugin, 'update_cache_if_changed'):
        try:
            plugin.update_cache_if_changed()
        except AttributeError:
            # It makes no use of a cache.
            pass
    if inventory is None:
        raise AnsibleParserError('nothing came of %s' % source)
    return _described(inventory)


def _plugin(name):
    if not settings.has_core:
        raise ImportError('inventory plugins in Python build on what ansible-core has for them: install ansible-core on the controller')
    if name not in _plugins:
        from ansible.errors import AnsibleError
        from ansible.plugins.loader import inventory_loader
        plugin = inventory_loader.get(name)
        if plugin is None:
            raise AnsibleError("unknown inventory plugin '%s'" % name)
        _plugins[name] = plugin
    return _plugins[name]


def _inventory(known, source):
    from ansible.inventory.data import InventoryData
    inventory = InventoryData()
    inventory.current_source = source
    for group in known['groups']:
        inventory.add_group(group)
    for host, variables in known['hosts'].items():
        inventory.add_host(host)
        for key, value in variables.items():
            inventory.set_variable(host, key, value)
    for group, content in known['groups'].items():
        for host in content['hosts']:
            inventory.add_child(group, host)
        for child in content['children']:
            inventory.add_child(group, child)
        for key, value in content['vars'].items():
            inventory.set_variable(group, key, value)
    return inventory


def _described(inventory):
    groups = {}
    for name, group in inventory.groups.items():
        groups[name] = {
            'hosts': [host.name for host in group.hosts],
            'children': [child.name for child in group.child_groups],
            'vars': dict(group.vars),
        }
    # These two the host has for itself.
    hosts = {name: {key: value for key, value in host.vars.items() if key not in ('inventory_file', 'inventory_dir')} for name, host in inventory.hosts.items()}
    return {'groups': groups, 'hosts': hosts}
