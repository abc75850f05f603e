namespace Plumb.Playbooks.Tests.Plays;

public sealed class PlayCheckTests : IDisposable
{
    private readonly PlayRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("file: {path: /x, stat: directory}", "5:22 file takes no argument 'stat'. Did you mean 'state'?")]
    [InlineData("file: {path: /x, state: directry}", "5:22 value of state must be one of: absent, directory, file, hard, link, touch, got: directry Did you mean 'directory'?")]
    [InlineData("lineinfile: {line: a}", "5:5 missing required arguments: path ")]
    [InlineData("debug: {msg: \"{{ 1 | upperr }}\"}", "5:13 No filter named 'upperr'. Did you mean 'upper'?")]
    [InlineData("debug: {msg: \"{{ lookup('fil', 'x') }}\"}", "5:13 lookup plugin (fil) not found Did you mean 'file'?")]
    [InlineData("debug: {msg: \"{{ 1 + }}\"}", "5:13 unexpected 'end of print statement' ")]
    [InlineData("file: \"{{ all }}\"", "")]
    [InlineData("debug: {msg: \"{{ missing }}\"}", "")]
    public async Task What_would_fail_on_any_host_is_found_without_one(string task, string fault) =>
        Assert.Equal(fault, string.Join('\n', await _run.CheckAsync($"- hosts: h1\n  tasks:\n  - debug: msg=x\n    when: x is defined\n  - {task}\n")));

    [Fact]
    public async Task Conditions_are_checked_as_expressions() =>
        Assert.Equal(["4:5 No test named 'definde'. Did you mean 'defined'?"], await _run.CheckAsync("- hosts: h1\n  tasks:\n  - debug: msg=x\n    when: x is definde\n"));
}
