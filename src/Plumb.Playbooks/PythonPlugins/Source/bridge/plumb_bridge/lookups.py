"""Lookups: they make lists of values of terms."""

from plumb_bridge import surroundings


def find(name):
    from ansible.plugins.loader import lookup_loader
    found = lookup_loader.find_plugin_with_context(name)
    if not found.resolved:
        reason = getattr(found, 'exit_reason', None)
        return {'refusal': str(reason)} if getattr(found, 'removed', False) or getattr(found, 'tombstoned', False) else None
    from plumb_bridge.jinja_plugins import _is_core
    return {'path': found.plugin_resolved_path, 'core': _is_core(found.plugin_resolved_path)}


def run(name, terms, variables, options):
    from ansible.errors import AnsibleLookupError
    from ansible.module_utils.common.collections import is_sequence
    from ansible.plugins.loader import lookup_loader
    loader = surroundings.loader()
    plugin = lookup_loader.get(name, loader=loader, templar=surroundings.templar(variables, loader))
    if plugin is None:
        raise AnsibleLookupError('lookup plugin (%s) not found' % name)
    values = plugin.run(terms, variables=variables, **options)
    if is_sequence(values):
        return list(values)
    if isinstance(values, dict):
        return values
    if values is None:
        return []
    raise AnsibleLookupError("The lookup plugin '%s' did not return a list." % name)
