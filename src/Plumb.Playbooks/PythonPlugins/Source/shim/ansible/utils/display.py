"""Where plugins speak: to the controller, which has the terminal."""


class Display:
    verbosity = 0
    columns = 79

    def __init__(self, verbosity=0):
        self._told = set()

    def display(self, msg, color=None, stderr=False, screen_only=False, log_only=False, newline=True):
        """Put in place by the program that runs plugins."""

    def warning(self, msg, formatted=False):
        self._once('[WARNING]: %s' % msg, 'bright purple')

    def deprecated(self, msg, version=None, removed=False, date=None, collection_name=None):
        when = ' in version %s' % version if version else ' in a release after %s' % date if date else ''
        self._once('[DEPRECATION WARNING]: %s. This feature will be removed%s.' % (str(msg).rstrip('.'), when), 'purple')

    def error(self, msg, wrap_text=True):
        self._once('ERROR! %s' % msg, 'red')

    def system_warning(self, msg):
        self.warning(msg)

    def debug(self, msg, host=None):
        pass

    def banner(self, msg, color=None, cows=True):
        text = msg.strip()
        self.display('\n%s %s' % (text, '*' * max(3, self.columns - len(text))), color=color)

    def verbose(self, msg, host=None, caplevel=2):
        if self.verbosity > caplevel:
            self.display(msg if host is None else '<%s> %s' % (host, msg), color='blue')

    def v(self, msg, host=None):
        self.verbose(msg, host, 0)

    def vv(self, msg, host=None):
        self.verbose(msg, host, 1)

    def vvv(self, msg, host=None):
        self.verbose(msg, host, 2)

    def vvvv(self, msg, host=None):
        self.verbose(msg, host, 3)

    def vvvvv(self, msg, host=None):
        self.verbose(msg, host, 4)

    def vvvvvv(self, msg, host=None):
        self.verbose(msg, host, 5)

    def _once(self, text, color):
        if text not in _said:
            _said.add(text)
            self.display(text, color=color, stderr=True)


_said = set()
