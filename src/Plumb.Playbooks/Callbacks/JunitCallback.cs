using System.Globalization;
using System.Xml;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>The run as a JUnit report: each task on each host is a test case.</summary>
public sealed class JunitCallback(string folder, TimeProvider clock) : PlayCallback
{
    private readonly List<Case> _cases = [];
    private string _playbook = "playbook";
    private string _play = "";
    private long _started;

    private sealed record Case(string Name, string Play, string Place, TimeSpan Time, TaskResult Result);

    public override void PlaybookStarted(string path) => _playbook = Path.GetFileNameWithoutExtension(path);

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        _play = play.Name.Trim();
    }

    public override void TaskStarted(TaskNode task, string name) => _started = clock.GetTimestamp();

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _cases.Add(new Case($"[{result.Host}] {_play}: {result.TaskName}", _play, result.Task.Place, clock.GetElapsedTime(_started), result));
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        Directory.CreateDirectory(folder);
        var stamp = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var writer = XmlWriter.Create(Path.Combine(folder, $"{_playbook}-{stamp}.xml"), new XmlWriterSettings { Indent = true });
        writer.WriteStartElement("testsuites");
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", _playbook);
        writer.WriteAttributeString("tests", _cases.Count.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", _cases.Count(c => IsFailure(c.Result)).ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("skipped", _cases.Count(c => c.Result.IsSkipped).ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("errors", "0");
        foreach (var item in _cases) Write(writer, item);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static bool IsFailure(TaskResult result) => (result.HasFailed || result.IsUnreachable) && !result.IgnoresErrors;

    private static void Write(XmlWriter writer, Case item)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", item.Name);
        writer.WriteAttributeString("classname", item.Place);
        writer.WriteAttributeString("time", item.Time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        var shown = ResultValues.WithoutInternals(ShownResult.Of(item.Result));
        if (IsFailure(item.Result))
        {
            writer.WriteStartElement("failure");
            writer.WriteAttributeString("message", ResultValues.Text(shown, "msg") ?? "");
            writer.WriteString(ResultJson.Write(shown, indent: 4));
            writer.WriteEndElement();
        }
        else if (item.Result.IsSkipped)
        {
            writer.WriteStartElement("skipped");
            writer.WriteEndElement();
        }
        else
        {
            writer.WriteElementString("system-out", ResultJson.Write(shown, indent: 4));
        }
        writer.WriteEndElement();
    }
}
