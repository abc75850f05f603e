def listify_lookup_plugin_terms(terms, templar=None, loader=None, fail_on_undefined=True, convert_bare=False):
    terms = templar.template(terms.strip() if isinstance(terms, str) else terms)
    return terms if isinstance(terms, (list, tuple)) else [terms]
