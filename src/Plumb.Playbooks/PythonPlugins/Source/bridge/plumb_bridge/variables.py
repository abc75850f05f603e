"""Vars plugins: they have variables for hosts and groups, from a folder or from anywhere."""

from plumb_bridge import settings, surroundings

_plugins = None


def forget():
    """More folders have come; the plugins in them count too."""
    global _plugins
    _plugins = None


def variables(path, is_host, name, known, groups, stage):
    """What all plugins have for a host or group: of those that come before the files of variables, and of those after them."""
    loader = surroundings.loader()
    entity = _entity(is_host, name, known, groups)
    before, after = {}, {}
    for plugin, is_late in _wanted():
        if _runs_in(plugin, stage):
            found = _variables_of(plugin, loader, path, entity, is_host)
            if found:
                _combine(after if is_late else before, found)
    return [before, after]


def _wanted():
    global _plugins
    if _plugins is None:
        from ansible.plugins.loader import vars_loader
        enabled = settings.values['vars_enabled']
        usual = [(plugin, False) for plugin in vars_loader.all() if _is_peoples(plugin) and _is_enabled(plugin, enabled)]
        named = [(vars_loader.get(name), True) for name in enabled if name.count('.') >= 2 and not name.startswith('ansible.builtin.')]
        _plugins = usual + [(plugin, late) for plugin, late in named if plugin is not None]
    return _plugins


def _is_peoples(plugin):
    """Files beside inventories and playbooks are read by the controller itself."""
    return plugin._load_name.split('.')[-1] != 'host_group_vars'


def _is_enabled(plugin, enabled):
    needs = getattr(plugin, 'REQUIRES_ENABLED', None)
    if needs is None and hasattr(plugin, 'REQUIRES_WHITELIST'):
        from ansible.utils.display import Display
        Display().deprecated("The VarsModule class variable 'REQUIRES_WHITELIST' is deprecated. Use 'REQUIRES_ENABLED' instead.", version='2.18')
        needs = plugin.REQUIRES_WHITELIST
    if not needs:
        return True
    return plugin._load_name in enabled or getattr(plugin, 'ansible_name', plugin._load_name) in enabled


def _runs_in(plugin, stage):
    own = plugin.get_option('stage') if hasattr(plugin, 'get_option') and plugin.has_option('stage') else None
    if own is not None:
        return stage == 'all' or own in ('all', stage)
    return stage == 'all' or (settings.values['vars_stage'] == 'demand') == (stage == 'task')


def _variables_of(plugin, loader, path, entity, is_host):
    from ansible.errors import AnsibleError
    if hasattr(plugin, 'get_vars'):
        return plugin.get_vars(loader, path, [entity])
    older = getattr(plugin, 'get_host_vars' if is_host else 'get_group_vars', None)
    if older is not None:
        return older(entity.name)
    kind = 'Cannot use v1 type' if hasattr(plugin, 'run') else 'Invalid'
    raise AnsibleError('%s vars plugin %s from %s' % (kind, plugin._load_name, plugin._original_path))


def _entity(is_host, name, known, groups):
    from ansible.inventory.group import Group
    from ansible.inventory.host import Host
    if not is_host:
        group = Group(name)
        group.vars = known
        return group
    host = Host(name)
    host.vars = known
    host.groups = [Group(of) for of in groups]
    return host


def _combine(variables, found):
    from ansible.utils.vars import combine_vars
    combined = combine_vars(variables, found)
    variables.clear()
    variables.update(combined)
