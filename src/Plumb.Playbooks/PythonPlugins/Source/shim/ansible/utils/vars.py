from ansible.module_utils.common.dict_transformations import dict_merge


def merge_hash(x, y, recursive=True, list_merge='replace'):
    return dict_merge(x, y) if recursive else {**x, **y}


def combine_vars(a, b, merge=None):
    return merge_hash(a, b) if merge else {**a, **b}


def isidentifier(ident):
    import keyword
    return isinstance(ident, str) and ident.isascii() and ident.isidentifier() and not keyword.iskeyword(ident)
