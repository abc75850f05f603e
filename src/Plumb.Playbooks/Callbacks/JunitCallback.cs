using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Callbacks;

/// <summary>The run as a JUnit report: each task on each host is a test case.</summary>
public sealed partial class JunitCallback(JunitSettings settings, TimeProvider clock) : PlayCallback
{
    // Tasks in the order in which they were begun, each with its cases by their hosts.
    private readonly Dictionary<TaskNode, Started> _tasks = new(ReferenceEqualityComparer.Instance);
    private string _playbook = "playbook";
    private string _play = "";

    private sealed record Started(string Name, string Play, long Since)
    {
        public Dictionary<string, JunitCase> Cases { get; } = new(StringComparer.Ordinal);
    }

    public override void PlaybookStarted(string path) => _playbook = Path.GetFileNameWithoutExtension(path);

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        _play = play.Name.Trim();
    }

    public override void TaskStarted(TaskNode task, string name)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(name);
        if (_tasks.ContainsKey(task)) return;
        var arguments = settings.HidesArguments || task.Scope.Nearest("no_log")?.Value is not (null or false) ? "" : string.Join(", ", task.Config.Arguments.Entries.Select(a => $"{PyText.Str(a.Key)}={PyText.Str(TemplateTexts.AsPlain(a.Value))}"));
        _tasks[task] = new Started(arguments.Length > 0 ? $"{name.Trim()} {arguments}" : name.Trim(), _play, clock.GetTimestamp());
    }

    public override void HostStarted(TaskNode task, string name, string host) => TaskStarted(task, name);

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        TaskStarted(result.Task, result.TaskName);
        var shown = ShownResult.Of(result);
        var isFailure = result.HasFailed && (!result.IgnoresErrors || settings.FailsOnIgnored);
        var status = result.IsSkipped ? JunitStatus.Skipped : isFailure || result.IsUnreachable || (settings.FailsOnChange && result.HasChanged) ? JunitStatus.Failed : JunitStatus.Passed;
        Add(result.Task, result.Host, status, shown, ResultText.Write(shown, _plain, verbosity: 0, ResultValues.IsSet(shown, "_ansible_verbose_always") ? 4 : 0));
    }

    public override void Included(IncludedTasks included)
    {
        ArgumentNullException.ThrowIfNull(included);
        TaskStarted(included.Task, included.Name);
        var text = $"{included.Name} for {string.Join(", ", included.Hosts)}";
        if (_tasks[included.Task].Cases.TryGetValue("include", out var before)) text = $"{before.Text}\n{text}";
        Add(included.Task, "include", JunitStatus.Included, new PyDict(), text);
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        Directory.CreateDirectory(settings.Folder);
        var cases = _tasks.Where(t => settings.HasSetup || t.Key.Config.Action is not ("setup" or "ansible.builtin.setup" or "ansible.legacy.setup")).SelectMany(t => t.Value.Cases.Values).ToList();
        var stamp = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds.ToString("0.0######", CultureInfo.InvariantCulture);
        using var text = new StreamWriter(Path.Combine(settings.Folder, $"{_playbook}-{stamp}.xml"), append: false, new UTF8Encoding(false));
        text.Write("<?xml version=\"1.0\" ?>\n");
        using var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, IndentChars = "\t", NewLineChars = "\n", OmitXmlDeclaration = true });
        writer.WriteStartElement("testsuites");
        WriteCounts(writer, cases, name: null);
        writer.WriteStartElement("testsuite");
        WriteCounts(writer, cases, _playbook);
        foreach (var item in cases) item.Write(writer);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static readonly CallbackSettings _plain = new();

    private void Add(TaskNode task, string host, JunitStatus status, PyDict shown, string text)
    {
        var started = _tasks[task];
        // Names of tasks may say what is expected of them.
        if (status == JunitStatus.Failed && started.Name.Contains("EXPECTED FAILURE", StringComparison.Ordinal)) status = JunitStatus.Passed;
        else if (started.Name.Contains("TOGGLE RESULT", StringComparison.Ordinal)) status = status switch { JunitStatus.Failed => JunitStatus.Passed, JunitStatus.Passed => JunitStatus.Failed, _ => status };
        if (status != JunitStatus.Failed && !started.Name.StartsWith(settings.Prefix, StringComparison.Ordinal)) return;
        started.Cases[host] = new JunitCase($"[{host}] {started.Play}: {started.Name}", ClassOf(task), clock.GetElapsedTime(started.Since), status, shown, text);
    }

    private string ClassOf(TaskNode task)
    {
        var place = task.Place;
        if (settings.RelativeTo.Length > 0) place = Path.GetRelativePath(settings.RelativeTo, place);
        if (settings.OutOfTreeFolder is { } folder && place.StartsWith("../", StringComparison.Ordinal)) place = folder + Path.GetFileName(place);
        return settings.ClassesAreFiles ? LineOfFile().Replace(place, "") : place;
    }

    private static void WriteCounts(XmlWriter writer, List<JunitCase> cases, string? name)
    {
        writer.WriteAttributeString("disabled", "0");
        writer.WriteAttributeString("errors", Text(cases.Count(c => c.IsError)));
        writer.WriteAttributeString("failures", Text(cases.Count(c => c.IsFailure)));
        if (name is not null)
        {
            writer.WriteAttributeString("name", JunitCase.Clean(name));
            writer.WriteAttributeString("skipped", Text(cases.Count(c => c.IsSkipped)));
        }
        writer.WriteAttributeString("tests", Text(cases.Count));
        writer.WriteAttributeString("time", JunitCase.Seconds(cases.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Time)));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.yml:[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex LineOfFile();
}
