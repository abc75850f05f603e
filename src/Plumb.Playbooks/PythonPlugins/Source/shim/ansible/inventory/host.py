class Host:
    def __init__(self, name=None, port=None, gen_uuid=True):
        self.name = self.address = name
        self.vars = {}
        self.groups = []
        self.implicit = False

    def get_name(self):
        return self.name

    def get_groups(self):
        return self.groups

    def get_vars(self):
        return dict(self.vars)

    def __repr__(self):
        return self.name
