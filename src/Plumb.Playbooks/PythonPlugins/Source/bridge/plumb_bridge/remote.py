"""A mapping that stays with the controller: what is asked of it is fetched, once."""

from plumb_bridge import channels, values


class RemoteMapping(dict):
    """The variables of a task or host. A dict in all that plugins do with one; writes stay here."""

    def __init__(self, handle):
        super().__init__()
        self._handle = handle
        self._channel = channels.current()
        self._absent = set()
        self._is_whole = False
        self._is_changed = False

    def __missing__(self, key):
        if not self._is_whole and key not in self._absent:
            found, value = self._channel.ask('item', (self._handle, key))
            if found:
                dict.__setitem__(self, key, value)
                return value
            self._absent.add(key)
        raise KeyError(key)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        if dict.__contains__(self, key):
            return True
        try:
            self[key]
        except (KeyError, TypeError):
            return False
        return True

    def __setitem__(self, key, value):
        self._is_changed = True
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        self._is_changed = True
        self[key]
        dict.__delitem__(self, key)
        self._absent.add(key)

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        self._is_changed = True
        return dict.popitem(self._fetched())

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *others, **named):
        self._is_changed = True
        dict.update(self, *others, **named)

    def clear(self):
        self._is_changed = self._is_whole = True
        dict.clear(self)

    def __iter__(self):
        return dict.__iter__(self._fetched())

    def __reversed__(self):
        return reversed(list(self))

    def __len__(self):
        return dict.__len__(self._fetched())

    def keys(self):
        return dict.keys(self._fetched())

    def values(self):
        return dict.values(self._fetched())

    def items(self):
        return dict.items(self._fetched())

    def copy(self):
        return dict(self.items())

    __copy__ = copy

    def __deepcopy__(self, memo):
        import copy
        return copy.deepcopy(self.copy(), memo)

    def __reduce__(self):
        return dict, (self.copy(),)

    def __eq__(self, other):
        return dict.__eq__(self._fetched(), other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __repr__(self):
        return dict.__repr__(self._fetched())

    def __or__(self, other):
        return {**self.copy(), **other}

    def __ror__(self, other):
        return {**other, **self.copy()}

    def packed(self):
        """Goes back as what it is, unless the plugin made it something else."""
        return values._packed_dict(self.copy()) if self._is_changed else {values.MARK: 'map', 'v': self._handle}

    def _fetched(self):
        if not self._is_whole:
            own = dict(dict.items(self))
            dict.clear(self)
            for key in self._channel.ask('keys', (self._handle,)):
                if key in self._absent and key not in own:
                    continue
                # What plugins go through they seldom look at, but each value has to be there.
                found, value = (True, own.pop(key)) if key in own else self._channel.ask('item', (self._handle, key))
                if found:
                    dict.__setitem__(self, key, value)
            dict.update(self, own)
            self._is_whole = True
        return self
