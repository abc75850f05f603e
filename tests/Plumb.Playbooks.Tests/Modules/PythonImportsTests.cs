using Plumb.Playbooks.Modules;

namespace Plumb.Playbooks.Tests.Modules;

public sealed class PythonImportsTests
{
    [Theory]
    [InlineData("import ansible.module_utils.basic", "ansible.module_utils.basic")]
    [InlineData("import a.b as c, d", "a.b d")]
    [InlineData("from a.b import c", "a.b:c")]
    [InlineData("from a import (b,  # one\n    c as d,\n)\n", "a:b a:c")]
    [InlineData("from a import b, \\\n    c", "a:b a:c")]
    [InlineData("from a import *", "a:*")]
    [InlineData("from ..module_utils.x import y", "..module_utils.x:y")]
    [InlineData("from . import y", ".:y")]
    [InlineData("x = 1; import a", "a")]
    [InlineData("try:\n    from a import b\nexcept ImportError:\n    pass", "a:b?")]
    [InlineData("if True: import a", "a?")]
    [InlineData("def f():\n\timport a\n", "a?")]
    public void Imports_are_found_in_every_form(string source, string expected) => Assert.Equal(expected, Text(source));

    [Theory]
    [InlineData("'''\nimport a\n'''\nimport b")]
    [InlineData("x = \"import a\\\"\" + 'import a'\nimport b")]
    [InlineData("# import a\nimport b")]
    [InlineData("important = 1\nfrom_here = 2\nimport b")]
    [InlineData("f(x,\nimport_a)\nimport b")]
    [InlineData("x = r'''it's \\''' '''\nimport b")]
    public void What_only_looks_like_an_import_is_passed_over(string source) => Assert.Equal("b", Text(source));

    private static string Text(string source) => string.Join(' ', PythonImports.Find(source).Select(i =>
        $"{new string('.', i.Level)}{i.Module}{(i.Name is null ? "" : ":" + i.Name)}{(i.IsOptional ? "?" : "")}"));
}
