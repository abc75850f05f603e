using Plumb.Jinja.Values;
using Plumb.Playbooks.Modules;

namespace Plumb.Playbooks.Tests.Modules;

public sealed class ModuleOutputTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void Lines_around_the_result_are_passed_over_and_those_after_it_told_of()
    {
        var values = Read("Welcome!\n{\"changed\": true,\n \"n\": 1}\nbye\n");
        Assert.Equal(true, values["changed"]);
        Assert.Equal(["Module invocation had junk after the JSON data: bye"], _warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{ not json }")]
    public void What_is_no_result_is_a_failure_that_holds_the_output(string output)
    {
        var values = Read(output, "Traceback (most recent call last):\n  boom\n", 3);
        Assert.Equal("MODULE FAILURE\nSee stdout/stderr for the exact error", values["msg"]);
        Assert.Equal(output, values["module_stdout"]);
        Assert.Equal(3L, values["rc"]);
        Assert.True(values.ContainsKey("exception"));
    }

    [Fact]
    public void A_missing_interpreter_is_told_as_such() =>
        Assert.StartsWith("The module failed to execute correctly, you probably need to set the interpreter.", (string?)Read("", "/bin/sh: 1: /opt/python: not found\n", 127)["msg"], StringComparison.Ordinal);

    [Fact]
    public void A_module_cannot_speak_for_the_engine()
    {
        var values = Read("""{"_ansible_no_log": true, "add_host": {}, "warnings": [], "results": "x", "stdout": "a\nb", "ansible_facts": {"discovered_interpreter_python": "/evil", "f": 1}}""");
        Assert.Equal(["stdout", "ansible_facts", "ansible_module_results", "stdout_lines"], values.Entries.Select(e => e.Key));
        Assert.Equal(["f"], ((PyDict?)values["ansible_facts"])?.Entries.Select(e => e.Key));
        Assert.Equal(3, _warnings.Count);
    }

    private PyDict Read(string output, string error = "", long code = 0) => ModuleOutput.Read(output, error, code, "/opt/python", _warnings.Add);
}
