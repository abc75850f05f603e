class Group:
    def __init__(self, name=None):
        self.name = name
        self.vars = {}
        self.hosts = []
        self.child_groups = []

    def get_name(self):
        return self.name

    def get_vars(self):
        return dict(self.vars)

    def __repr__(self):
        return self.name
