using System.Text.RegularExpressions;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Tests.Callbacks;

public sealed partial class OutputLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-log-");
    private readonly StringWriter _shown = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _shown.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void All_that_is_said_is_logged_without_colour_and_with_its_time_user_and_level()
    {
        File.WriteAllText(LogPath, "of before\n");
        var output = Output(("ANSIBLE_LOG_PATH", LogPath), ("LOGNAME", "operator"), ("ANSIBLE_LOG_VERBOSITY", "2"));
        output.Banner("PLAY [all]");
        output.Line("ok: [one]", OutputColor.Ok);
        output.Warn("not as it should be");
        output.Error("two\nlines");
        output.Verbose(2, "more", "one");
        output.Verbose(3, "too much");
        var lines = File.ReadAllLines(LogPath);
        Assert.Equal("of before", lines[0]);
        string[] expected = ["INFO| PLAY [all] " + new string('*', 69), "INFO| ok: [one]", "WARNING| [WARNING]: not as it should be", "ERROR| two"];
        Assert.Equal(expected, lines[1..5].Select(l => Head().Replace(l, "")));
        Assert.Equal("lines", lines[5]);
        Assert.EndsWith("INFO| <one> more", lines[6], StringComparison.Ordinal);
        Assert.Equal(7, lines.Length);
        Assert.DoesNotContain("more", _shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u001b[", _shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_told_of_and_ends_nothing()
    {
        var output = Output(("ANSIBLE_LOG_PATH", Path.Combine(_folder.FullName, "none", "log")));
        output.Line("goes on");
        Assert.Contains("is not writeable and we cannot create it", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("goes on", _shown.ToString(), StringComparison.Ordinal);
        Assert.Null(Output(("ANSIBLE_LOG_PATH", LogPath), ("ANSIBLE_LOG_FILTER", "other,ansible")).Log);
    }

    private string LogPath => Path.Combine(_folder.FullName, "log");

    private PlayOutput Output(params (string Name, string Value)[] variables)
    {
        var settings = AnsibleSettings.Load(new RunEnvironment(n => variables.FirstOrDefault(v => v.Name == n).Value, _folder.FullName), new DiagnosticBag());
        return new PlayOutput(_shown, _errors) { UseColor = true, Log = OutputLog.Open(settings, TimeProvider.System, _errors.Write) };
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} p=\d+ u=operator n=ansible ", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
