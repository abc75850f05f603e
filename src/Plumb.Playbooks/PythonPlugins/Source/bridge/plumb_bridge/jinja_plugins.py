"""Filters and tests. Each may ask, by its decorator, for something of the template that calls it."""

from plumb_bridge import surroundings


class JinjaPlugins:
    def __init__(self, kind):
        self._kind = kind
        self._functions = {}
        self._environment = None

    def find(self, name):
        found = self._load(name)
        if found is None:
            return None
        function, path, is_core = found
        self._functions[name] = function
        passed = getattr(function, 'jinja_pass_arg', None)
        return {'path': path, 'core': is_core, 'passes': getattr(passed, 'name', None)}

    def apply(self, name, value, arguments, named, context):
        function = self._functions.get(name)
        if function is None:
            # The process that had it is gone.
            if self.find(name) is None:
                raise KeyError('no %s named %s' % (self._kind, name))
            function = self._functions[name]
        passed = getattr(function, 'jinja_pass_arg', None)
        if passed is not None:
            return _plain(function(self._passed(passed.name, context), value, *arguments, **named))
        return _plain(function(value, *arguments, **named))

    def _load(self, name):
        from ansible.errors import AnsibleError
        from ansible.plugins import loader
        plugins = loader.filter_loader if self._kind == 'filter' else loader.test_loader
        try:
            plugin = plugins.get(name)
        except KeyError:
            return None
        except AnsibleError as fault:
            raise AnsibleError('Could not load "%s": %s' % (name, fault))
        if plugin is None:
            return None
        path = getattr(plugin, '_original_path', None)
        return plugin.j2_function, path, _is_core(path)

    def _passed(self, what, context):
        if self._environment is None:
            self._environment = surroundings.templar({}).environment
        if what == 'environment':
            return self._environment
        if what == 'eval_context':
            from jinja2.nodes import EvalContext
            return EvalContext(self._environment)
        return surroundings.context_of(context, self._environment)


def _is_core(path):
    import ansible
    return bool(path) and str(path).startswith(ansible.__path__[0] + '/') if getattr(ansible, '__path__', None) else False


def _plain(value):
    """A generator runs while its filter's variables are there."""
    return list(value) if hasattr(value, '__next__') else value


FILTERS = JinjaPlugins('filter')
TESTS = JinjaPlugins('test')
